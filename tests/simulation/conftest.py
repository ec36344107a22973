# SPDX-License-Identifier: Apache-2.0
"""What simulations share with the other tests: a real PostgreSQL."""

from tests.support.postgres import postgres

__all__ = ["postgres"]
