# SPDX-License-Identifier: Apache-2.0
"""Held mail is shared with the team that it was sent to, and no longer with everybody."""

import sqlalchemy as sa
from alembic import op

from sync_server.contract.digests import row_digest

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say anew what each scope holds. The rows stay as they are: their home follows from them."""
    connection = op.get_bind()
    digests: dict[str, int] = {}
    for id_, version, team in connection.execute(sa.text("SELECT id, version, team FROM held")):
        scope = "held" if team is None else f"held:{team}"
        digests[scope] = digests.get(scope, 0) ^ row_digest("held", id_, version)
    connection.execute(sa.text("DELETE FROM digest WHERE kind = 'held'"))
    for scope, value in digests.items():
        signed = value - 2**64 if value >= 2**63 else value
        connection.execute(
            sa.text("INSERT INTO digest (scope, kind, value) VALUES (:scope, 'held', :value)"),
            {"scope": scope, "value": signed},
        )
