# SPDX-License-Identifier: Apache-2.0
"""What an attempt means for a message: it is over, with these words, or it is tried again; pure."""

from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct, structs

from sync_server.channels.email.sending.smtp import Taken
from sync_server.channels.email.sending.words import note
from sync_server.contract.ids import Instant
from sync_server.store.outgoing import Progress

GIVE_UP: Final = 2 * 86_400 * 1_000_000
"""Microseconds after the first attempt, when nobody hopes any more."""

MAX_UNCERTAIN: Final = 2
"""Attempts whose end nobody saw: a recipient gets the mail at most twice."""

FIRST_DELAY_S: Final = 60.0
LAST_DELAY_S: Final = 3600.0
_SPREAD: Final = 0.2


class Verdict(Struct, frozen=True, kw_only=True):
    """How it ended, as `RecordDelivery` has it.

    `refused` are named only where others have it, each with its reason.
    """

    delivery: Literal["accepted", "refused", "failed"]
    note: str
    refused: Mapping[str, str] = {}


def delay_s(attempts: int, jitter: float) -> float:
    """Seconds until the next attempt after so many: doubling from a minute to an hour.

    `jitter` in [0, 1) spreads them, so that what failed together does not come back together.
    """
    plain = min(LAST_DELAY_S, FIRST_DELAY_S * 2.0 ** min(max(attempts, 1) - 1, 20))
    return plain * (1 - _SPREAD / 2 + _SPREAD * jitter)


def after_taken(progress: Progress, taken: Taken) -> tuple[Progress, Verdict | None]:
    """What a server's answer means. Without a verdict there is somebody left to try for."""
    reasons = {**taken.refused, **taken.deferred}
    known = structs.replace(
        progress,
        left=tuple(taken.deferred),
        taken_by=taken.server if taken.accepted else progress.taken_by,
        refused={**progress.refused, **taken.refused},
        said=next((f"{taken.server}: {said}" for said in reasons.values()), ""),
    )
    if known.left:
        return known, None
    return known, _over(known, "refused", known.said)


def after_rejection(progress: Progress, left: tuple[str, ...], said: str) -> Verdict:
    """The server will not have the mail for those who were left."""
    refused = {**progress.refused, **dict.fromkeys(left, said)}
    return _over(structs.replace(progress, refused=refused), "refused", said)


def after_waiting(progress: Progress, *, first_at: Instant, now: Instant) -> Verdict | None:
    """Whether it is time to give up."""
    if now - first_at < GIVE_UP:
        return None
    return after_end(progress, "failed", f"Given up after 2 days. {progress.said}")


def after_end(progress: Progress, delivery: Literal["refused", "failed"], said: str) -> Verdict:
    """It will not be tried again for those who are left, whatever the server would say."""
    refused = {**progress.refused, **dict.fromkeys(progress.left or (), said)}
    return _over(structs.replace(progress, refused=refused), delivery, said)


def after_doubt(progress: Progress) -> Verdict | None:
    """Whether the mail may have left too often to be sent once more without being asked."""
    if progress.uncertain < MAX_UNCERTAIN:
        return None
    words = "It may have arrived: twice nobody saw how it ended. Send it again if it has not"
    lack = {**progress.refused, **dict.fromkeys(progress.left or (), "")}
    return Verdict(delivery="failed", note=words, refused=lack if progress.taken_by else {})


def _over(progress: Progress, delivery: Literal["refused", "failed"], said: str) -> Verdict:
    """The end: accepted as soon as anybody was served, the others named."""
    if progress.taken_by:
        return Verdict(delivery="accepted", note=note(progress.taken_by), refused=progress.refused)
    return Verdict(delivery=delivery, note=note(said))
