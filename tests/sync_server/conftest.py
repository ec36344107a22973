# SPDX-License-Identifier: Apache-2.0
"""What tests of the server share: real databases, a clock that stands still, desks."""

from tests.support.desks import (
    database,
    empty_database,
    environment,
    furnished,
    furnished_database,
    sqlite_database,
    sqlite_standard,
    standard,
    templates,
)
from tests.support.postgres import postgres

__all__ = [
    "database",
    "empty_database",
    "environment",
    "furnished",
    "furnished_database",
    "postgres",
    "sqlite_database",
    "sqlite_standard",
    "standard",
    "templates",
]
