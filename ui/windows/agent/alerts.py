# SPDX-License-Identifier: Apache-2.0
"""Alerts in the window: the inbox behind the navigation, and the card of one that rings."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app import intents
from app.alerts.inbox import Alert
from app.client import Client
from app.workspace.changes import Changes
from sync_server.contract.entities import Availability, Ticket
from sync_server.contract.ids import Instant, TicketId
from ui.models.alert_words import alert_face, alert_value
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.alert_panel import AlertPanel
from ui.widgets.alert_ring import AlertRing
from ui.widgets.alert_value import AlertValue
from ui.widgets.popover import rect_on_screen
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.window import AgentWindow

if TYPE_CHECKING:
    from ui.windows.agent.offers import Offers

MOST: Final = 20
"""So many alerts are shown at once: more would take longer than a frame to say."""


class Alerts(QObject):
    """Shows the client's inbox. `in_front` names the ticket that the person looks at.

    To open, to take and to see to an alert are the same to it: somebody cares, and it is gone for
    everybody.
    """

    def __init__(
        self,
        client: Client,
        window: AgentWindow,
        theme: Theme,
        *,
        gestures: Gestures,
        open_ticket: Callable[[TicketId], object],
        in_front: Callable[[], TicketId | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._inbox = client.inbox
        self._window = window
        self._gestures = gestures
        self._open_ticket = open_ticket
        self._in_front = in_front
        self._theme = theme
        self.offers: Offers | None = None
        """What the router offers, once it has offered something."""
        self._button = window.navigation.alerts
        self.panel = AlertPanel(theme, window)
        self.ring = AlertRing(theme, window, ground=window.list)
        self._button.clicked.connect(self.open)
        for shown in (self.panel, self.ring):
            shown.opened.connect(self._on_opened)
            shown.taken.connect(self._on_taken)
            shown.seen.connect(self._on_seen)
        self.panel.all_seen.connect(self._on_all_seen)
        self._subscriptions = (
            self._inbox.changed.connect(lambda _: self.refresh()),
            self._inbox.rang.connect(self._on_rang),
        )
        self.refresh()
        self.take(Changes(reloaded=True))

    def close(self) -> None:
        """Follow the inbox no longer."""
        for subscription in self._subscriptions:
            subscription.close()

    def open(self) -> None:
        """Show the inbox, or say that it is empty."""
        count = len(self._inbox.alerts)
        if count:
            self.panel.open_at(rect_on_screen(self._button), self._values(), count=count)
        else:
            self._window.toast.say(
                translate("alerts", "No alerts. Nothing is due soon."), undo=False
            )

    def refresh(self) -> None:
        """Others are open, or their tickets have changed."""
        alerts = self._inbox.alerts
        late = any(alert.is_late for alert in alerts)
        self._button.set_alerts(len(alerts), is_late=late)
        if self.panel.isVisible():  # else nobody sees what takes long to say of many
            self.panel.set_values(self._values(), count=len(alerts))
        if self.ring.ticket and self._alert(self.ring.ticket) is None:
            self.ring.hide()

    def show_time(self, now: Instant) -> None:
        """A second has passed."""
        hours = self._client.clocks.hours
        if self.panel.isVisible():
            self.panel.set_faces([alert_face(hours, each, now) for each in self._shown()])
        if self.offers is not None:
            self.offers.show_time(now)
        alert = self._alert(self.ring.ticket)
        if alert is not None:
            self.ring.card.clock.set_face(alert_face(hours, alert, now))

    def take(self, changes: Changes) -> None:
        """Offers come and go with their tickets."""
        if changes.reloaded:
            self._look(self._client.views.open("unassigned"), anew=True)
        elif Ticket.kind in changes.rows:
            self._look(changes.rows[Ticket.kind])

    # -- inside --------------------------------------------------------------------------------

    def _look(self, tickets: Iterable[str], *, anew: bool = False) -> None:
        """The card is imported with the first offer: most desks assign at once."""
        if self.offers is None:
            tickets = [each for each in tickets if self._is_offered(each)]
            if not tickets:
                return
            from ui.windows.agent.offers import Offers  # noqa: PLC0415 - see above

            self.offers = Offers(
                self._client.workspace,
                self._window.list,
                self._theme,
                gestures=self._gestures,
                open_ticket=self._open_ticket,
            )
        self.offers.look(tickets, anew=anew)

    def _is_offered(self, id: str) -> bool:
        ticket = self._client.workspace.get(Ticket, id)
        me = self._client.workspace.me
        return ticket is not None and me is not None and ticket.offered_to == me

    def _values(self) -> list[AlertValue]:
        workspace, hours = self._client.workspace, self._client.clocks.hours
        values = (alert_value(workspace, hours, alert) for alert in self._shown())
        return [value for value in values if value is not None]

    def _shown(self) -> tuple[Alert, ...]:
        return self._inbox.alerts[:MOST]

    def _alert(self, ticket: str) -> Alert | None:
        return self._inbox.of(TicketId(ticket))

    def _on_rang(self, alert: Alert) -> None:
        """What the person looks at needs no card, and off shift nobody is called."""
        looks = self._window.isActiveWindow() and self._in_front() == alert.ticket
        value = alert_value(self._client.workspace, self._client.clocks.hours, alert)
        if looks or value is None or self._is_off_shift():
            return
        self.ring.ring(value)
        QApplication.alert(self._window)

    def _is_off_shift(self) -> bool:
        workspace = self._client.workspace
        own = None if workspace.me is None else workspace.get(Availability, workspace.me)
        return own is not None and own.state == "off_shift"

    def _on_opened(self, ticket: str) -> None:
        self.panel.hide()
        self._see(ticket)
        self._open_ticket(TicketId(ticket))

    def _on_taken(self, ticket: str) -> None:
        self.panel.hide()
        self._see(ticket)
        self._gestures.take(TicketId(ticket))
        self._open_ticket(TicketId(ticket))

    def _on_seen(self, ticket: str) -> None:
        self._see(ticket)

    def _on_all_seen(self) -> None:
        for alert in self._inbox.alerts:
            self._see(alert.ticket)

    def _see(self, ticket: str) -> None:
        """It is gone here at once, and for everybody once the desk knows."""
        alert = self._alert(ticket)
        if alert is None:
            return
        clock = alert.clock
        intents.acknowledge_clock(
            self._client.workspace,
            ticket=alert.ticket,
            metric=clock.metric,
            instance=clock.instance,
            point=alert.point,
        )
        self._inbox.see(alert)
