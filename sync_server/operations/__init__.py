# SPDX-License-Identifier: Apache-2.0
"""What the people who run the server do with it."""
