# SPDX-License-Identifier: Apache-2.0
"""Tickets that went into others, and links between tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; no ticket has gone into another so far."""
    op.add_column("ticket", sa.Column("merged_into", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("merge", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("links", sa.Text(), nullable=False, server_default="[]"))
