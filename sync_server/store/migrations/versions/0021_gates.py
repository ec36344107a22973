# SPDX-License-Identifier: Apache-2.0
"""Checklists, and what is asked for before a ticket is solved."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; nothing is asked for so far."""
    op.create_table(
        "gate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("field_seq", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("solution", "article"):
        op.add_column("ticket", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in ("ticks", "checklist"):
        op.add_column("ticket", sa.Column(name, sa.Text(), nullable=False, server_default="[]"))
