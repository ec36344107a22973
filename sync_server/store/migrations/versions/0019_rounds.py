# SPDX-License-Identifier: Apache-2.0
"""When everybody was asked in vain, and what becomes of tickets whose owner goes off shift."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; nobody has gone off shift since the desk looks after it."""
    op.add_column("ticket", sa.Column("round_over_at", sa.BigInteger(), nullable=True))
    op.add_column("availability", sa.Column("route_at", sa.BigInteger(), nullable=True))
    op.add_column("team", sa.Column("reroute", sa.Text(), nullable=False, server_default="urgent"))
