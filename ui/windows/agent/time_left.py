# SPDX-License-Identifier: Apache-2.0
"""The clocks of the open ticket in the properties, and more time for one of them."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QRect, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant
from ui.models.clock_lines import clock_lines, promise_words, rail_face
from ui.models.clock_words import metric_words
from ui.models.time_left import target_words
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.more_time import MoreTime
from ui.windows.agent.help import CLOCKS, set_help
from ui.windows.agent.properties import PropertiesPane

_SECOND: Final = 1_000_000


class TimeLeftPage(QObject):
    """Shows the clocks of one ticket, again with each second.

    Signals: `said(words)` for what was done, `refused(ClientError)` for what could not be.
    """

    said = Signal(str)
    refused = Signal(object)

    def __init__(
        self, client: Client, properties: PropertiesPane, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._properties = properties
        self._ticket: Ticket | None = None
        self.more = MoreTime(theme, properties)
        for part in (properties.time_left, self.more):
            set_help(part, CLOCKS)
        self.more.asked.connect(self._on_asked)
        properties.time_left.more_asked.connect(self._on_more_asked)

    def show(self, ticket: Ticket, now: Instant) -> None:
        """This ticket is open, as it is now."""
        self._ticket = ticket
        now = now // _SECOND * _SECOND  # all clocks of a window turn together
        workspace, hours = self._client.workspace, self._client.clocks.hours
        promise = promise_words(workspace, ticket)
        lines = clock_lines(workspace, hours, ticket, now)
        self._properties.time_left.set_lines(lines, promise=promise)
        self._properties.clock_changed.emit(rail_face(hours, ticket, now))

    def show_time(self, now: Instant) -> None:
        """A second has passed."""
        if self._ticket is not None and self._ticket.clocks:
            self.show(self._ticket, now)

    def _on_more_asked(self, metric: str, beside: QRect) -> None:
        title = translate("clocks", "More time: {metric}").format(metric=metric_words(metric))
        self.more.open_for(metric, title, beside)

    def _on_asked(self, metric: str, seconds: int, reason: str) -> None:
        ticket = self._ticket
        if ticket is None:
            return
        extend = partial(intents.extend_clock, self._client.workspace, ticket=ticket.id)
        try:
            extend(metric=metric, by_s=seconds, reason=reason)
        except ClientError as error:
            self.refused.emit(error)
            return
        told = translate("clocks", "{metric}: {time} more")
        time = target_words(seconds * _SECOND)
        self.said.emit(told.format(metric=metric_words(metric), time=time))
