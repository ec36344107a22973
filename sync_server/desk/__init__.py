# SPDX-License-Identifier: Apache-2.0
"""Executes commands in batches, and queries; commands on the one writer thread."""
