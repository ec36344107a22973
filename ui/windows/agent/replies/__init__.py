# SPDX-License-Identifier: Apache-2.0
"""Replies that are kept ready, as a person lists, writes and deletes them in the settings."""
