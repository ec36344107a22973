# SPDX-License-Identifier: Apache-2.0
"""Planned absences; tickets that are pinned or kept back, and queues that are kept back."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; nobody has planned anything, and nothing is kept back."""
    op.add_column(
        "availability", sa.Column("absences", sa.Text(), nullable=False, server_default="[]")
    )
    op.add_column("ticket", _no("pinned"))
    op.add_column("ticket", _no("kept_back"))
    op.add_column("team", _no("kept_back"))


def _no(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")
