# SPDX-License-Identifier: Apache-2.0
"""The sentences in which a person reads why something was refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from sync_server.contract import codec
from sync_server.contract.commands import Command
from sync_server.contract.refusals import SOLVING, Code, Refusal

if TYPE_CHECKING:
    from sync_server.contract.gates import Missing

_WORDS: Final[dict[str, str]] = {
    Code.BAD_FRAME: "This version of Deskbell and the server do not understand each other.",
    Code.BAD_TEXT: "The text holds a character that cannot be stored.",
    Code.BAD_VALUE: "The server does not take this value{field}.",
    Code.UNKNOWN_COMMAND: "The server does not know how to do this yet. Update the server.",
    Code.FORBIDDEN: "You are not allowed to do this.",
    Code.NOT_FOUND: "It is no longer there, or no longer yours to see.",
    Code.EXISTS: "There is already one with the same value{field}.",
    Code.CONFLICT: "Somebody else changed this meanwhile{field}.",
    Code.STALE: "There is a newer message in this ticket. Read it before you send.",
    Code.BAD_MOVE: "The ticket's status does not allow this now.",
    Code.TOO_LATE: "The reply has already gone out.",
    Code.OFFER_OVER: "The offer is over: the ticket has gone on to somebody else.",
    Code.NOTHING_WAITS: "Nothing waits there that you have the skills for.",
    Code.NO_FILE: "A file has not arrived at the server.",
    Code.NO_SECRET: "The server no longer has this password. Enter it again and test the mailbox.",
    Code.LIMIT: "That is more than this desk allows{field}.",
    Code.ID_CONFLICT: "This was already sent with another content.",
    Code.TOO_OLD: "This waited too long. Check the ticket, then do it again.",
    Code.FUTURE_COMMAND: "An earlier change has to be sent first.",
    Code.SLOW_DOWN: "The server asks for a little patience.",
    Code.STORAGE_FULL: "The server has no room. It is tried again.",
    Code.READ_ONLY: "The server takes no changes until an administrator has looked at it.",
    Code.INTERNAL: "The server failed. It is tried again.",
    Code.NO_HELLO: "The server heard nothing in time. Check the network, then try again.",
    Code.SIGN_IN: "Address, password or code is wrong.",
    Code.DEVICE_REVOKED: "This device has been signed out.",
    Code.DISABLED: "This account has been disabled.",
    Code.TOO_MANY_ATTEMPTS: "Too many attempts. Wait a little, then try again.",
    Code.PROTOCOL: "This version of Deskbell is too old or too new for the server.",
    "too_large": "This is too large to send. Attach the text as a file instead.",
    "late": "It waited here for more than 30 minutes. Read what is new, then decide.",
    "held": "It builds on a change that was refused.",
}

_WORDS_OF_FIELD: Final[dict[str, str]] = {
    "bad_value.into": "A ticket cannot be merged into itself.",
    "bad_move.into": "The other ticket is closed, deleted or merged itself.",
    "bad_move.merged_into": "This ticket was merged into another one meanwhile.",
    "bad_value.confirmed": "They are of different customers. Confirm that they belong together.",
    "bad_move.merge": "Messages of the merge were erased or moved on: it cannot be undone exactly.",
    "bad_move.children": "Child tickets are still open. Solve them first, or solve it anyway.",
    "exists.parent": "It has a parent already. Take that link away first.",
    "exists.problem": "It has a problem as its cause already. Take that link away first.",
    "exists.duplicate_of": "It is a duplicate of another already. Take that link away first.",
    "exists.follow_up_of": "It follows up another ticket already. Take that link away first.",
    "bad_value.circle": "The links would lead in a circle.",
}
"""What is said of a code about one field, where there is more to say than of the code."""

_UNSOLVED: Final = "It cannot be solved yet. Missing: {missing}."
_MISSING: Final = {
    "solution": "what solved it",
    "category": "a category",
    "article": "the address of an article",
    "checklist": "its checklist",
}
"""What a ticket may lack before it is solved; of its checklist the items are named."""

_UNKNOWN: Final = "The server refused {what} ({code})."
_THIS: Final = "this"
_INCIDENT: Final = "Incident {number}."

_FIELDS: Final[dict[str, str]] = {
    "wake_at": "wake-up time",
    "team": "team",
    "last_message_at": "messages",
    "document": "document",
    "draft": "draft",
}


SENTENCES: Final = (
    *_WORDS.values(),
    *_WORDS_OF_FIELD.values(),
    _UNSOLVED,
    *_MISSING.values(),
    _UNKNOWN,
    _THIS,
    _INCIDENT,
    *_FIELDS.values(),
)
"""All that `say` may be asked for."""


def refusal_words(
    refusal: Refusal, command: Command | None = None, *, say: Callable[[str], str] = str
) -> str:
    """Why, in one sentence, or two where the person can do something about it.

    A code that this version does not know is shown as it is, with the name of the command. `say`
    gives each of the `SENTENCES` in the language of the person.
    """
    if (refusal.field or "").startswith(f"{SOLVING}."):
        return _unsolved_words(refusal, say=say)
    words = _WORDS_OF_FIELD.get(f"{refusal.code}.{refusal.field}") or _WORDS.get(refusal.code)
    if words is None:
        what = say(_THIS) if command is None else codec.tag_of(command).replace("_", " ")
        return say(_UNKNOWN).format(what=what, code=refusal.code)
    field = refusal.field
    name = _FIELDS.get(field) if field else None
    shown = say(name) if name is not None else (field or "").replace("_", " ")
    named = f" ({shown})" if field else ""
    number = refusal.incident
    incident = f" {say(_INCIDENT).format(number=number)}" if number else ""
    return say(words).format(field=named) + incident


def missing_words(missing: "Missing", *, say: Callable[[str], str] = str) -> str:
    """A sentence that names what keeps a ticket from being solved."""
    named = [say(words) for name, words in _MISSING.items() if getattr(missing, name, False)]
    named += [f"\u201c{item}\u201d" for item in missing.items]
    return say(_UNSOLVED).format(missing=", ".join(named))


def _unsolved_words(refusal: Refusal, *, say: Callable[[str], str]) -> str:
    """What the server says is missing; of a newer one, at least the first of it."""
    from sync_server.contract.gates import Missing  # noqa: PLC0415 - few are refused so

    try:
        if not isinstance(refusal.theirs, msgspec.UnsetType):
            missing = msgspec.json.decode(refusal.theirs, type=Missing)
            if missing:
                return missing_words(missing, say=say)
    except msgspec.DecodeError:
        pass
    _, _, first = (refusal.field or "").partition(".")
    return say(_UNSOLVED).format(missing=say(_MISSING[first]) if first in _MISSING else first)
