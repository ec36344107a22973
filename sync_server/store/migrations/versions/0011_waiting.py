# SPDX-License-Identifier: Apache-2.0
"""How teams wait for customers, what becomes of what waited, and when what is solved is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; everything waits and is closed as usual until somebody says else."""
    op.add_column("ticket", sa.Column("woken_from", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("reminded_at", sa.BigInteger(), nullable=True))
    op.add_column("team", sa.Column("next_status", sa.Text(), nullable=False, server_default=""))
    op.add_column("team", sa.Column("calendar", sa.Text(), nullable=True))
    op.add_column("team", _number("pending_days", "3"))
    op.add_column("team", _number("on_hold_days", "3"))
    op.add_column("team", sa.Column("reminder", sa.Text(), nullable=False, server_default=""))
    op.add_column("workspace", _number("close_days", "4"))


def _number(name: str, usual: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=usual)
