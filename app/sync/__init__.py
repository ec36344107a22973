# SPDX-License-Identifier: Apache-2.0
"""Keeping the cache and the server the same: one session's pump, and the connection around it."""
