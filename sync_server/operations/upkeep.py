# SPDX-License-Identifier: Apache-2.0
"""What a server does beside serving: forgets what is over, renews its certificate, goes on."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from sync_server.config import Limits
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import Secrets
from sync_server.desk.signin import SignIn
from sync_server.environment import Environment
from sync_server.operations.purging import purge
from sync_server.store.engines import Writer
from sync_server.store.ledger import Ledger

_log = logging.getLogger(__name__)

DAY_S: Final = 86_400.0
DAY: Final = 86_400_000_000
"""The same in microseconds, as instants are."""


AGAIN_S: Final = 60.0
"""After which work that failed is begun again."""


async def keep_going(
    name: str, work: Callable[[], Awaitable[None]], environment: Environment
) -> None:
    """Do work that never ends; when it fails, go on after a while."""
    while True:
        try:
            await work()
            return
        except Exception:  # noqa: BLE001 - what is derived from the log must not stop the desk
            _log.exception("The %s stopped; it goes on in a minute", name)
            await environment.sleep(AGAIN_S)


async def keep_house(
    desk: Desk,
    sign_in: SignIn,
    environment: Environment,
    *,
    secrets: Secrets,
    limits: Limits,
    renew_certificate: Callable[[], None],
) -> None:
    """Tidy up now and every day, until cancelled. What fails is tried again the next day."""
    lane = environment.lane("upkeep")
    ledger = Ledger(desk.database)

    def forget_outcomes(writer: Writer) -> None:
        before = environment.now_us() - limits.outcomes_days * DAY
        ledger.prune_outcomes(writer, before=before)

    while True:
        try:
            await desk.transact(forget_outcomes)
            await sign_in.devices.prune()
            await secrets.prune()
            await purge(desk, environment)
            await lane.run(renew_certificate)
        except Exception:  # noqa: BLE001 - a damaged certificate, say, must not stop the desk
            _log.exception("The daily upkeep failed", extra={"action": "upkeep"})
        await environment.sleep(DAY_S)
