# SPDX-License-Identifier: Apache-2.0
"""Instants as the console shows them."""

from datetime import UTC, datetime

from sync_server.contract.ids import Instant


def utc(instant: Instant) -> str:
    """An instant to the minute: `2026-03-02 10:00 UTC`."""
    return datetime.fromtimestamp(instant / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M UTC")
