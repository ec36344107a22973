# SPDX-License-Identifier: Apache-2.0
"""Skills, what tickets need of them, how much agents take, and how teams share tickets out."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; every team goes on as before, by hand."""
    op.create_table(
        "skill",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("field_seq", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column("ticket", _text("needs", "[]"))
    op.add_column("agent", _text("skills", "{}"))
    op.add_column("agent", _number("capacity", "12"))
    op.add_column("agent", _text("capacities", "{}"))
    op.add_column("team", _text("routing", "manual"))
    op.add_column("team", _text("order", "deadline"))
    op.add_column("team", sa.Column("sticky", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("team", _number("accept_s", "0"))
    op.add_column("team", _number("per_minute", "3"))
    op.add_column("team", _number("relax_minutes", "60"))
    op.add_column("workspace", _text("channel_weights", "{}"))
    op.add_column("workspace", _text("priority_weights", "{}"))


def _text(name: str, usual: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=usual)


def _number(name: str, usual: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=usual)
