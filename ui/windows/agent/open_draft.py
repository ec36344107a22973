# SPDX-License-Identifier: Apache-2.0
"""The drafts of the open ticket: which of them is in the composer, and which lie beside it."""

from collections.abc import Mapping

from sync_server.contract.ids import TicketId
from ui.windows.agent.drafts import DraftKeeper, Written, continued


class OpenDraft:
    """Says what the composer shows, and keeps what is written there; nothing is written over.

    A text goes along when its mode changes; a draft that lay there already comes before it. Until
    it is known what was kept of the ticket, what is written stays in the composer alone.
    """

    def __init__(self, keeper: DraftKeeper) -> None:
        self._keeper = keeper
        self._ticket: TicketId | None = None
        self._mode = "reply"
        self._aside: dict[str, Written] = {}
        self.is_found = False

    def begin(self, ticket: TicketId) -> None:
        """A ticket is opened; what is kept of it is not known yet."""
        self._ticket = ticket
        self._mode = "reply"
        self._aside.clear()
        self.is_found = False

    def find(self, stored: Mapping[str, Written], here: Written) -> Written:
        """What the composer shows, now that it is known what was kept, the newest first.

        `here` is what was written meanwhile. A mode that was chosen meanwhile stays.
        """
        self.is_found = True
        self._aside = dict(stored)
        if here.is_empty and here.mode == "reply":
            shown = next(iter(stored.values()), here)
        else:
            shown = _behind(stored.get(here.mode), here)
        self._mode = shown.mode
        self._aside.pop(shown.mode, None)
        return shown

    def take_up(self, here: Written) -> Written:
        """What is written now, behind the draft that lies there of its mode."""
        return _behind(self._aside.pop(here.mode, None), here)

    def keep(self, written: Written) -> None:
        """Keep what is in the composer, in the place of what was there before."""
        if self._ticket is None or not self.is_found:
            return
        before, self._mode = self._mode, written.mode
        self._keeper.keep(self._ticket, written)
        if before != written.mode:
            self._keeper.keep(self._ticket, Written(before, ""))

    def drop(self) -> None:
        """What is in the composer was sent, or given up."""
        if self._ticket is not None and self.is_found:
            self._keeper.drop(self._ticket, self._mode)

    def lay_aside(self, written: Written) -> None:
        """Another window or device has a draft of another mode, or none any more."""
        if written.is_empty:
            self._aside.pop(written.mode, None)
        else:
            self._aside[written.mode] = written

    def gone_along(self, here: Written) -> Written | None:
        """The draft of another mode into which what is here has been turned elsewhere."""
        same = (each for each in self._aside.values() if each.text == here.text)
        return next(same, None)

    def show(self, written: Written) -> None:
        """This is in the composer now, as it is kept already."""
        self._mode = written.mode
        self._aside.pop(written.mode, None)


def _behind(kept: Written | None, here: Written) -> Written:
    return here if kept is None else continued(kept, here)
