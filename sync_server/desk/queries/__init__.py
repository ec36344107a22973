# SPDX-License-Identifier: Apache-2.0
"""Handlers of queries, one module per area; runs on reader threads."""
