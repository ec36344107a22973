# SPDX-License-Identifier: Apache-2.0
"""What windows look at: confirmed rows with pending commands on top; runs on the event loop."""
