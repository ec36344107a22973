# SPDX-License-Identifier: Apache-2.0
"""The call that is logged: counts how long it takes, and says what came of it."""

from typing import Final, get_args

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.workspace.workspace import Workspace
from sync_server.contract.commands import LONGEST_CALL, Call, Direction, Outcome
from sync_server.contract.ids import Instant
from ui.models.moments import time_of_day
from ui.models.words import translate
from ui.windows.agent.new_ticket_call import VISIT, CallForm, direction_words

_SECOND_US: Final = 1_000_000
_MINUTE_US: Final = 60 * _SECOND_US
_TICK_MS: Final = 1_000
_USUAL: Final = {"direction": "in", "outcome": "spoke", "minutes": "", "started": ""}


class TicketCall(QObject):
    """Everything behind the form of a call. While it goes on, the minutes are counted.

    Emits `edited()` after each change that a draft keeps.
    """

    edited = Signal()

    def __init__(self, workspace: Workspace, form: CallForm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._form = form
        self._started_at: Instant | None = None
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        form.edited.connect(self._on_edited)
        form.minutes_typed.connect(self._on_minutes_typed)
        form.timer_requested.connect(self.start)
        form.strip.ended.connect(self.end)

    @property
    def goes_on(self) -> bool:
        return self._started_at is not None

    @property
    def is_visit(self) -> bool:
        """Whether the customer came in person."""
        return self._form.direction.key == VISIT

    @property
    def call(self) -> Call:
        """What is said of it now. Ask `missing` first."""
        direction: Direction = "out" if self._form.direction.key == "out" else "in"
        return Call(
            direction=direction, outcome=self._outcome(), minutes=_number(self._form.minutes.text())
        )

    def start(self) -> None:
        """It goes on from now, or goes on again."""
        if self._started_at is None:
            before = _number(self._form.minutes.text()) * _MINUTE_US
            self._go_on(self._workspace.now_us() - before)
            self.edited.emit()

    def end(self) -> None:
        """It is over: what was counted stands."""
        self._tick()
        self._stop()
        self.edited.emit()

    def missing(self) -> list[QWidget]:
        """The fields that are wrong; each says so itself."""
        minutes = self._form.minutes
        text = minutes.text().strip()
        if not text or (text.isdecimal() and int(text) <= LONGEST_CALL):
            return []
        told = translate("call", "Enter whole minutes, up to {most}.")
        minutes.set_error(told.format(most=LONGEST_CALL))
        return [minutes.input]

    def details(self) -> dict[str, str]:
        """What a draft keeps of it; what is as usual is left out."""
        form = self._form
        found = {
            "direction": form.direction.key,
            "outcome": form.outcome.key,
            "minutes": "" if self.goes_on else form.minutes.text(),
            "started": "" if self._started_at is None else str(self._started_at),
        }
        return {name: value for name, value in found.items() if value != _USUAL[name]}

    def show(self, details: dict[str, str]) -> None:
        """What a draft has kept; without anything it is as usual."""
        kept = {**_USUAL, **{name: details[name] for name in _USUAL if name in details}}
        form = self._form
        self._stop()
        form.direction.set_keys((kept["direction"],))
        form.outcome.set_keys((kept["outcome"],))
        form.minutes.set_text(kept["minutes"])
        form.minutes.set_error("")
        if kept["started"].isdecimal():
            self._go_on(Instant(int(kept["started"])))

    def _outcome(self) -> Outcome:
        return next(each for each in get_args(Outcome) if each == self._form.outcome.key)

    def _go_on(self, since: Instant) -> None:
        self._started_at = since
        self._form.strip.show()
        self._form.start.hide()
        self._ticks.start()
        self._tick()

    def _stop(self) -> None:
        self._started_at = None
        self._ticks.stop()
        self._form.strip.hide()
        self._form.start.show()

    def _tick(self) -> None:
        """Say how long it has been, in whole minutes begun in the field."""
        if self._started_at is None:
            return
        form, took = self._form, max(0, self._workspace.now_us() - self._started_at)
        form.minutes.set_text(str(min(LONGEST_CALL, -(-took // _MINUTE_US))))
        length = translate("call", "{minutes} m {seconds}").format(
            minutes=took // _MINUTE_US, seconds=f"{took // _SECOND_US % 60:02}"
        )
        since = translate("call", "since {time}, {direction}").format(
            time=time_of_day(self._started_at), direction=direction_words(form.direction.key)
        )
        form.strip.show_call(length, since, visit=self.is_visit)
        if took >= LONGEST_CALL * _MINUTE_US:
            self._stop()  # nobody speaks for a day: it was forgotten

    def _on_edited(self) -> None:
        self._tick()
        self.edited.emit()

    def _on_minutes_typed(self) -> None:
        """Who says how long it took has ended it."""
        self._stop()
        self.edited.emit()


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() else 0
