# SPDX-License-Identifier: Apache-2.0
"""Held mail: what did not become part of a ticket, and what becomes of it."""
