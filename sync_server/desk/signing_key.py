# SPDX-License-Identifier: Apache-2.0
"""The desk's key for signed names: made at first use, kept in the database, the same for ever."""

from base64 import b64decode, b64encode
from typing import Final

from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security.signing import KEY_BYTES, Signer
from sync_server.store.engines import Writer
from sync_server.store.settings import Settings

_NAME: Final = "signing key"


async def read_signer(desk: Desk, environment: Environment) -> Signer:
    """The desk's signer.

    The key lies in the database, not beside it: who restores a backup must recognise the answers
    to mail that was sent before.
    """

    def read(writer: Writer) -> str:
        settings = Settings(desk.database)
        kept = settings.get(writer, _NAME)
        if kept is None:
            kept = b64encode(environment.random_bytes(KEY_BYTES)).decode()
            settings.put(writer, _NAME, kept)
        return kept

    return Signer(b64decode(await desk.transact(read)))
