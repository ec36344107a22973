# SPDX-License-Identifier: Apache-2.0
"""The REST API, for programs: tickets, their conversation and what changed, with scoped keys."""
