# SPDX-License-Identifier: Apache-2.0
"""Tickets remember who has no part in them any more."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; who was removed before is not known."""
    op.add_column("ticket", sa.Column("excluded", sa.Text(), nullable=False, server_default="[]"))
