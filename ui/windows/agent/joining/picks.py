# SPDX-License-Identifier: Apache-2.0
"""Messages as they are offered to be chosen."""

from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Message
from ui.models.words import time_words, translate
from ui.widgets.plain_text import first_words, harmless
from ui.windows.agent.joining.pick_panel import Pick
from ui.windows.agent.message_roles import author_of, kind_of

_WORDS: Final = 120


def pick_of(workspace: Workspace, message: Message) -> Pick:
    """Who wrote it when, whether only the team sees it, and how it begins."""
    told = translate("merge", "{author}, {time}")
    if kind_of(message) == "note":
        told = translate("merge", "{author}, {time}, internal note")
    time = time_words(message.at, workspace.now_us())
    return Pick(
        message.id,
        told.format(author=harmless(author_of(workspace, message)), time=time),
        first_words(message.text, _WORDS),
    )
