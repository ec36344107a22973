# SPDX-License-Identifier: Apache-2.0
"""Clocks of tickets, what they are promised, and the calendars that they run by."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; a ticket from before has no clock until something is promised."""
    op.add_column("ticket", sa.Column("clocks", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("ticket", sa.Column("woken_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "calendar",
        *_versioned(),
        sa.Column("open", sa.Text(), nullable=False),
        sa.Column("open_from", sa.BigInteger(), nullable=False),
        sa.Column("open_until", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "sla_policy", *_versioned(), sa.Column("position", sa.BigInteger(), nullable=False)
    )
    op.create_table(
        "published",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("field_seq", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("published_by_subject", "published", ["subject", "number"], unique=False)


def _versioned() -> tuple[sa.schema.SchemaItem, ...]:
    """What calendars and policies have in common."""
    return (
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("field_seq", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
