# SPDX-License-Identifier: Apache-2.0
"""Why a mail server did not take a message for each of those who lack it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; nobody remembers those of a message from before."""
    column = sa.Column("reasons", sa.Text(), nullable=False, server_default="[]")
    op.add_column("message", column)
