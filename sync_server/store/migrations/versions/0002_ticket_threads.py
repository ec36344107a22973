# SPDX-License-Identifier: Apache-2.0
"""Thread each ticket's log entries, in place of an index that every batch wrote all over."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the threads, follow the index once to fill them, and drop it."""
    op.add_column("log", sa.Column("previous", sa.BigInteger(), nullable=True))
    op.add_column(
        "ticket", sa.Column("last_entry", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.execute(
        "UPDATE log SET previous = (SELECT max(earlier.seq) FROM log AS earlier"
        " WHERE earlier.ticket = log.ticket AND earlier.seq < log.seq) WHERE ticket IS NOT NULL"
    )
    op.execute(
        "UPDATE ticket SET last_entry ="
        " coalesce((SELECT max(log.seq) FROM log WHERE log.ticket = ticket.id), 0)"
    )
    op.drop_index("log_by_ticket", "log")
