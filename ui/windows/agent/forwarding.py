# SPDX-License-Identifier: Apache-2.0
"""What of a ticket may be forwarded: a message, or all of them but the team's notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Message
from ui.models.words import size_words, time_words, translate
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.composer_forwarded import ForwardedFile
from ui.widgets.plain_text import first_words, harmless
from ui.widgets.sign import Sign
from ui.windows.agent.message_roles import author_of

WHOLE: Final = "whole"
"""The key of the whole ticket."""

_WORDS: Final = 160
_MOST: Final = 200
_SHOWN: Final = frozenset({"customer", "reply", "third_party", "forward"})


@dataclass(frozen=True, slots=True)
class Forwardable:
    """What is offered, how each of it begins, and its files; `usual` is what is meant mostly."""

    messages: tuple[Choice, ...] = ()
    previews: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[ForwardedFile, ...]] = field(default_factory=dict)
    usual: str = ""

    def known(self, key: str) -> str:
        """The key, or the usual one where that is not offered."""
        return key if key in self.previews else self.usual


def forwardable_of(
    workspace: Workspace, entries: Sequence[Entry], *, stepped_to: str = ""
) -> Forwardable:
    """Of a conversation; the message at which the keys are is meant, else the customer's last."""
    shown = [entry for entry in entries if _may_leave(entry.message)]
    if not shown:
        return Forwardable()
    wanted = [entry.message.id for entry in shown if entry.message.id == stepped_to]
    heard = [entry.message.id for entry in shown if entry.message.type == "customer"]
    now = workspace.now_us()
    newest = shown[: -_MOST - 1 : -1]
    told = translate("composer", "{name}, {time}")
    choices = [
        Choice(
            entry.message.id,
            told.format(
                name=harmless(author_of(workspace, entry.message)),
                time=time_words(entry.message.at, now),
            ),
            Sign("icon", "mail"),
            first_words(entry.message.text, 40),
        )
        for entry in newest
    ]
    whole = translate("composer", "The whole ticket, without notes")
    count = plural.tr("%n messages", "1 message", len(shown))
    files: dict[str, tuple[ForwardedFile, ...]] = {WHOLE: _files(shown)}
    files.update({entry.message.id: _files((entry,)) for entry in newest})
    return Forwardable(
        messages=(*choices, Choice(WHOLE, whole, Sign("icon", "list"), count)),
        previews={
            WHOLE: count,
            **{each.message.id: first_words(each.message.text, _WORDS) for each in newest},
        },
        files=files,
        usual=(wanted or heard[-1:] or [shown[-1].message.id])[0],
    )


def _may_leave(message: Message) -> bool:
    """Notes, calls and kinds of a newer version are the team's alone."""
    return message.type in _SHOWN and not message.retracted


def _files(entries: Sequence[Entry]) -> tuple[ForwardedFile, ...]:
    return tuple(
        ForwardedFile(file.id, f"{harmless(file.name)} {size_words(file.size)}")
        for entry in entries
        for file in entry.attachments
    )
