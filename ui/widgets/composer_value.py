# SPDX-License-Identifier: Apache-2.0
"""The values that go into and come out of the composer."""

from dataclasses import dataclass
from typing import Literal

ComposerMode = Literal["reply", "reply_all", "forward", "note"]


@dataclass(frozen=True, slots=True)
class DraftAttachment:
    """A file on its way into a message. `progress` runs from 0 to 1; `error` says what is wrong."""

    id: str
    name: str
    size: str
    progress: float = 1.0
    error: str = ""


@dataclass(frozen=True, slots=True)
class ComposerDraft:
    """What has been written so far, and for whom: a reply or an internal note."""

    mode: ComposerMode
    text: str
    attachments: tuple[str, ...] = ()

    @property
    def is_note(self) -> bool:
        return self.mode == "note"
