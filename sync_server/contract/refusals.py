# SPDX-License-Identifier: Apache-2.0
"""Refusal codes: the closed list of ways in which the server says no.

The peer gets a code and, where it helps, the name of a field and both values; never the text of an
exception. The words that a person reads belong to the client.
"""

from enum import StrEnum

from msgspec import UNSET, Raw, Struct, UnsetType

from sync_server.contract.ids import Seq


class Code(StrEnum):
    """Why a command, query or connection was refused. A sentence per code, for the reference."""

    BAD_FRAME = "bad_frame"
    """The frame is not what the contract says, or a command's fields are not."""
    BAD_TEXT = "bad_text"
    """A text holds a character that cannot be stored (NUL)."""
    BAD_VALUE = "bad_value"
    """A value is outside what the field takes; `field` names it."""
    UNKNOWN_COMMAND = "unknown_command"
    """No command or query has this name in the server's version."""
    FORBIDDEN = "forbidden"
    """The actor's role does not allow this."""
    NOT_FOUND = "not_found"
    """There is no such row, or the actor may not see it: both look the same."""
    EXISTS = "exists"
    """The id, or a value that must be unique, is taken; `field` names it."""
    CONFLICT = "conflict"
    """Somebody changed `field` after the base that the author saw: `theirs` against `yours`."""
    STALE = "stale"
    """A newer customer message or public reply arrived that the author has not seen."""
    BAD_MOVE = "bad_move"
    """The ticket's life cycle does not allow this now; `field` says what is missing."""
    TOO_LATE = "too_late"
    """The reply has been released and can no longer be taken back."""
    OFFER_OVER = "offer_over"
    """The ticket is offered to somebody else by now, or to nobody."""
    NOTHING_WAITS = "nothing_waits"
    """Nothing waits in the queue that the actor has the skills for."""
    NO_FILE = "no_file"
    """The attachment's bytes have not been uploaded, or belong to somebody else."""
    NO_SECRET = "no_secret"  # noqa: S105 - a code, and none of them
    """The password is not stored, or was stored a day ago and never used: it has to come again."""
    LIMIT = "limit"
    """A limit of the desk would be passed; `field` names it."""
    ID_CONFLICT = "id_conflict"
    """Another command was already sent under this id; the first effect stands."""
    TOO_OLD = "too_old"
    """The outcome of this command has been forgotten, so it cannot be repeated safely."""
    FUTURE_COMMAND = "future_command"
    """A command with a lower counter is missing; send that one first."""
    SLOW_DOWN = "slow_down"
    """Too many commands; try again after `retry_after_ms`."""
    STORAGE_FULL = "storage_full"
    """The server cannot write now. Nothing is lost: try again later."""
    READ_ONLY = "read_only"
    """The server does not accept changes until an administrator has looked at it."""
    INTERNAL = "internal"
    """The server failed; `incident` names the log entry."""
    NO_HELLO = "no_hello"
    """Nothing was said in time, on a slow line perhaps. It says nothing about the credential."""
    SIGN_IN = "sign_in"
    """The credential is wrong, expired or used up."""
    DEVICE_REVOKED = "device_revoked"
    """The device may no longer connect; what it holds must be given up."""
    DISABLED = "disabled"
    """The account has been disabled."""
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    """Sign-in is delayed; try again after `retry_after_ms`."""
    PROTOCOL = "protocol"
    """The peer speaks a protocol that this server does not; update the client."""


SOLVING = "solving"
"""What `BAD_MOVE` names where a ticket may not be solved yet, with the first thing that is missing
behind a dot; `theirs` is then all of it (`contract.gates.Missing`).
"""

RETRYABLE = frozenset(
    {
        Code.FUTURE_COMMAND,
        Code.SLOW_DOWN,
        Code.STORAGE_FULL,
        Code.READ_ONLY,
        Code.INTERNAL,
    }
)
"""Codes that are not stored as a command's outcome: the same command may succeed later."""


class Refusal(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A refusal as it travels. `theirs` and `yours` are JSON values of the field in question."""

    code: str
    field: str | None = None
    theirs: Raw | UnsetType = UNSET
    yours: Raw | UnsetType = UNSET
    seq: Seq | None = None
    retry_after_ms: int | None = None
    incident: str | None = None


class Refused(Exception):
    """An expected refusal: answered to the peer, never logged with a traceback."""

    def __init__(self, code: Code, field: str | None = None, **detail: object) -> None:
        self.refusal = Refusal(code=code, field=field, **detail)  # type: ignore[arg-type]
        super().__init__(f"{code}{f' ({field})' if field else ''}")
