# SPDX-License-Identifier: Apache-2.0
"""What a person should know without having asked, as sentences."""

from typing import Literal

from msgspec import Struct

from app.errors import ClientError
from app.sync.pump import Misbehaviour
from app.sync.stores import SetAside
from app.workspace.words import refusal_words
from sync_server.contract.refusals import Refusal

Kind = Literal["set_aside", "no_room", "keyring_missing", "server_misbehaved", "signed_out"]


class Notice(Struct, frozen=True, kw_only=True):
    """`text` is for everybody, `detail` for those who look closer."""

    kind: Kind
    text: str
    detail: str = ""


def about_file(aside: SetAside) -> Notice:
    """A damaged file was set aside."""
    kept = (
        "It is fetched again from the server."
        if aside.what == "cache"
        else "What was unsent in it is kept there, but cannot be read here."
    )
    text = f"The {aside.what} on this computer was damaged and has been set aside. {kept}"
    return Notice(kind="set_aside", text=text, detail=f"{aside.path}: {aside.reason}")


def about_keyring(detail: str) -> Notice:
    """Something could not be kept."""
    text = "The keyring does not answer: you will have to sign in again next time."
    return Notice(kind="keyring_missing", text=text, detail=detail)


def about_trouble(trouble: ClientError) -> Notice:
    """The disk is full."""
    text = "This computer has no room left. What you write is sent once there is some."
    return Notice(kind="no_room", text=text, detail=str(trouble))


def about_misbehaviour(what: Misbehaviour) -> Notice:
    """The server cannot be trusted with a scope."""
    text = "The server sent something that does not fit. That part is fetched again."
    return Notice(kind="server_misbehaved", text=text, detail=what.reason)


def about_expulsion(refusal: Refusal) -> Notice:
    """The server ended the device's access."""
    return Notice(kind="signed_out", text=refusal_words(refusal))
