# SPDX-License-Identifier: Apache-2.0
"""The names of a draft's files, so that another device can say what it does not have."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; a draft from before names none."""
    op.add_column("draft", sa.Column("files", sa.Text(), nullable=False, server_default="[]"))
