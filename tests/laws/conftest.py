# SPDX-License-Identifier: Apache-2.0
"""What laws are tried on: the standard desk, on either database."""

from tests.support.desks import (
    database,
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
    "environment",
    "furnished",
    "furnished_database",
    "postgres",
    "sqlite_database",
    "sqlite_standard",
    "standard",
    "templates",
]
