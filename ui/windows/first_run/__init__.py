# SPDX-License-Identifier: Apache-2.0
"""The first run: about the person, and five keys on practice tickets; runs on the GUI thread."""
