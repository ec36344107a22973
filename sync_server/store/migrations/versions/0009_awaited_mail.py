# SPDX-License-Identifier: Apache-2.0
"""Mail that is awaited, because an answer to it came first."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; nothing is awaited of what came before."""
    op.create_table(
        "awaited_mail",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "message"),
    )
