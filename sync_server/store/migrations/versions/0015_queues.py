# SPDX-License-Identifier: Apache-2.0
"""What waits in the queue of a team, since when and why, and when agents were given tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; nothing waits in a queue before a team shares out."""
    op.add_column("ticket", sa.Column("queued_at", sa.BigInteger(), nullable=True))
    op.add_column("ticket", sa.Column("unrouted", sa.Text(), nullable=False, server_default=""))
    op.add_column("ticket", sa.Column("route_at", sa.BigInteger(), nullable=True))
    op.add_column("ticket", sa.Column("last_owner", sa.Text(), nullable=True))
    op.add_column("ticket", sa.Column("asked", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("ticket", sa.Column("offered_to", sa.Text(), nullable=True))
    op.add_column(
        "availability", sa.Column("given", sa.Text(), nullable=False, server_default="[]")
    )
