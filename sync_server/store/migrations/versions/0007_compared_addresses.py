# SPDX-License-Identifier: Apache-2.0
"""How addresses are compared: by ASCII case alone, so that `ß` and `ss` are two."""

import msgspec
import sqlalchemy as sa
from alembic import op

from sync_server.contract.addresses import address_keys

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_CONTACT = sa.table("contact", sa.column("id"), sa.column("emails"))
_ADDRESS = sa.table("contact_address", sa.column("email"), sa.column("contact"))


def upgrade() -> None:
    """Look contacts up by the new form. Addresses in ASCII have the one that they had."""
    connection = op.get_bind()
    found = connection.execute(sa.select(_CONTACT.c.id, _CONTACT.c.emails)).all()
    for contact, emails in found:
        if emails.isascii():
            continue
        connection.execute(sa.delete(_ADDRESS).where(_ADDRESS.c.contact == contact))
        for key in sorted(address_keys(msgspec.json.decode(emails, type=list[str]))):
            connection.execute(sa.insert(_ADDRESS).values(email=key, contact=contact))
