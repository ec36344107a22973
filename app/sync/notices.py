# SPDX-License-Identifier: Apache-2.0
"""What a person should know without having asked, as sentences."""

from typing import Literal

from msgspec import Struct

from app.errors import ClientError
from app.sync.pump import Misbehaviour
from app.sync.stores import SetAside
from app.workspace.words import refusal_words
from sync_server.contract.refusals import Refusal

Kind = Literal[
    "set_aside", "no_room", "keyring_missing", "server_misbehaved", "server_restored", "signed_out"
]


class Notice(Struct, frozen=True, kw_only=True):
    """`text` is for everybody, `detail` for those who look closer.

    `count`, where there is one, is of what was kept or sent again, or of the bytes that it needs.
    """

    kind: Kind
    text: str
    detail: str = ""
    count: int = 0


def about_file(aside: SetAside, *, unsent: int = 0) -> Notice:
    """A damaged file was set aside; so many changes wait in the other one."""
    detail = f"{aside.path}: {aside.reason}"
    if aside.what == "cache":
        text = "Rebuilding local data."
        return Notice(kind="set_aside", text=text, detail=detail, count=unsent)
    text = (
        "The outbox on this computer was damaged and has been set aside. What was unsent in it is"
        " kept there, but cannot be read here."
    )
    return Notice(kind="set_aside", text=text, detail=detail)


def about_keyring(detail: str) -> Notice:
    """Something could not be kept."""
    text = "The keyring does not answer: you will have to sign in again next time."
    return Notice(kind="keyring_missing", text=text, detail=detail)


def about_trouble(trouble: ClientError, *, needed: int = 0) -> Notice:
    """The disk is full; so many bytes must become free, where that is known."""
    text = "This disk is full. What you type is kept, nothing new can be stored."
    return Notice(kind="no_room", text=text, detail=str(trouble), count=needed)


def about_misbehaviour(what: Misbehaviour) -> Notice:
    """The server cannot be trusted with a scope."""
    text = "The server sent something that does not fit. That part is fetched again."
    return Notice(kind="server_misbehaved", text=text, detail=what.reason)


def about_restored(again: int) -> Notice:
    """The server is another than it was: it came back from a backup."""
    text = "The server was restored. What was done last may be missing."
    return Notice(kind="server_restored", text=text, count=again)


def about_expulsion(refusal: Refusal) -> Notice:
    """The server ended the device's access."""
    return Notice(kind="signed_out", text=refusal_words(refusal))
