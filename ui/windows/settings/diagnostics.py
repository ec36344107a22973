# SPDX-License-Identifier: Apache-2.0
"""What helps to find out what went wrong, in one hand: log, slow turns, last error, report."""

from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from PySide6.QtCore import QObject

from app.client import Client
from ui.faults import Faults
from ui.models.words import translate
from ui.windows.settings.connection_log import ConnectionLog
from ui.windows.settings.report import report_text
from ui.windows.settings.slow_turns import SlowTurns


class Diagnostics(QObject):
    """Lives as long as the program. `crashed` is the error that ended it last time, or a word."""

    def __init__(
        self,
        client: Client,
        faults: Faults,
        *,
        folder: Path,
        now_us: Callable[[], int],
        monotonic: Callable[[], float],
        crashed: str = "",
    ) -> None:
        super().__init__()
        self._client = client
        self._faults = faults
        self.folder = folder
        self.crashed = crashed
        self.log = ConnectionLog(client, now_us)
        self.turns = SlowTurns(monotonic, self)

    def report(self) -> str:
        """Everything in one block of text."""
        return report_text(
            folder=str(self.folder),
            lines=self.log.lines,
            slow=self.turns.slow,
            fault=self._faults.last_report or self.crashed,
        )

    def figures(self) -> tuple[str, ...]:
        """The lines of the overlay."""
        recent = [turn.ms for turn in self.turns.recent] or [0.0]
        late = quantiles(recent, n=20)[-1] if len(recent) > 1 else recent[-1]
        slowest = self.turns.slowest
        told = translate("diagnostics", "Turn {last} ms, 95 % within {late} ms")
        return (
            told.format(last=f"{recent[-1]:.1f}", late=f"{late:.1f}"),
            translate("diagnostics", "Slowest {ms} ms {name}")
            .format(
                ms="0.0" if slowest is None else f"{slowest.ms:.1f}",
                name="" if slowest is None else ".".join(slowest.handler.split(".")[-2:]),
            )
            .rstrip(),
            translate("diagnostics", "{count} to send").format(count=self._client.state.to_send),
        )

    def close(self) -> None:
        """The program ends."""
        self.log.close()
        self.turns.close()
