# SPDX-License-Identifier: Apache-2.0
"""What stands around a reply from a mailbox: its templates."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them; a mailbox from before has none."""
    for name in ("template", "html_template"):
        op.add_column("mailbox", sa.Column(name, sa.Text(), nullable=False, server_default=""))
