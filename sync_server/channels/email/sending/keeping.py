# SPDX-License-Identifier: Apache-2.0
"""The server's work on outgoing mail: the tasks that its composition root starts."""

import ssl

from sync_server.channels.email.sending.dispatcher import Dispatcher
from sync_server.channels.email.sending.gathering import Gatherer
from sync_server.channels.email.sending.notices import Notices
from sync_server.channels.email.sending.round import Letters, Lines
from sync_server.config import Language
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import Secrets
from sync_server.environment import Environment
from sync_server.security.signing import Signer
from sync_server.store.blobs import BlobFolder


async def keep_sending(
    desk: Desk,
    environment: Environment,
    *,
    secrets: Secrets,
    signer: Signer,
    folder: BlobFolder,
    web: str,
    language: Language,
) -> None:
    """Send what waits until cancelled. Start it once the desk has started.

    `web` is the public address of the pages for customers; empty when there is none. `language` is
    that of what no person writes.
    """
    letters = Letters(Gatherer(desk.database, folder, web=web, language=language), signer)
    dispatcher = Dispatcher(desk, environment, secrets=secrets, letters=letters)
    await dispatcher.run()


async def keep_telling(
    desk: Desk,
    environment: Environment,
    *,
    secrets: Secrets,
    signer: Signer,
    language: Language,
) -> None:
    """Tell agents by mail what they miss, until cancelled. Start it once the desk has started."""
    lines = Lines(secrets, ssl.create_default_context)
    await Notices(desk, environment, lines=lines, signer=signer, language=language).run()
