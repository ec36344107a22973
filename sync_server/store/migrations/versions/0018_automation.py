# SPDX-License-Identifier: Apache-2.0
"""What rules did with a ticket, and whom the desk tells something."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; no rule has done anything yet."""
    op.add_column("ticket", sa.Column("marks", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("ticket", sa.Column("by_hand", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("ticket", sa.Column("promised", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "alert",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("field_seq", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("alert_by_agent", "alert", ["agent"], unique=False)
