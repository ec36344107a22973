# SPDX-License-Identifier: Apache-2.0
"""Publishing at work: a draft comes into force, or a version that was; each with who and why."""

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from app.client import Client
from app.errors import ClientError
from sync_server.contract.entities import AutomationRule, Gate, Published
from sync_server.contract.versions import Versioned, subject_of
from ui.models.admin_rights import may_administer
from ui.models.moments import moment_words
from ui.models.people import agent_name
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.popover import rect_on_screen
from ui.widgets.publish_bar import PublishBar
from ui.widgets.sign import Sign
from ui.windows.agent.refused_promises import (
    do_again,
    drop_refused,
    refused_on,
    refused_words,
)

_KEEP: Final = "keep"


class Gestures(Protocol):
    """What can be done to the row whose versions they are."""

    @property
    def row(self) -> Versioned | None: ...

    def save(self, **changes: Any) -> object: ...

    def publish(self, *, number: int | None, note: str) -> object: ...

    def objection(self, *, disables: bool) -> str:
        """Why it cannot be published or switched off, in words."""


class Publishing(QObject):
    """Behind the bar. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(
        self,
        client: Client,
        bar: PublishBar,
        theme: Theme,
        gestures: Gestures,
        *,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(bar)
        self._workspace = client.workspace
        self._bar = bar
        self._gestures = gestures
        self._say = say
        self._again = 0
        self.menu = ChoiceMenu(theme, bar)
        self.menu.chosen.connect(self._on_chosen, Qt.ConnectionType.QueuedConnection)
        bar.publish_requested.connect(self._on_publish)
        bar.discard_requested.connect(self._on_discard)
        bar.versions_requested.connect(self._on_versions)
        bar.disable_requested.connect(self._on_disable)
        bar.again_requested.connect(self._on_again)
        bar.dropped.connect(self._on_dropped)

    def refresh(self) -> None:
        """What is in force now."""
        row = self._gestures.row
        self._bar.setVisible(row is not None)
        if row is not None:
            self._bar.show_refused(refused_words(refused_on(self._workspace, row)))
            self._bar.show_state(
                self._state_words(row),
                has_draft=row.draft is not None,
                has_versions=row.number > 0,
                disabled=row.disabled,
                may_edit=may_administer(self._workspace),
            )

    def versions(self, row: Versioned) -> Sequence[Published]:
        """What is and was in force, the newest first."""
        subject = subject_of(row)
        found = (each for each in self._workspace.all(Published) if each.subject == subject)
        return sorted(found, key=lambda each: -each.number)

    def _state_words(self, row: Versioned) -> str:
        parts = [translate("publish", "Switched off.")] if row.disabled else []
        current = next(iter(self.versions(row)), None)
        if not row.number:
            parts.append(
                translate("publish", "A draft: it changes no ticket before it is published.")
                if isinstance(row, AutomationRule | Gate)
                else translate("publish", "A draft: no clock runs by it before it is published.")
            )
        elif row.draft is not None:
            told = translate(
                "publish", "A draft. Version {number} is in force until it is published."
            )
            parts.append(told.format(number=row.number))
        else:
            plain = translate("publish", "Version {number}").format(number=row.number)
            version = plain if current is None else self._version_words(current)
            told = translate("publish", "{version} is in force.")
            parts.append(told.format(version=version))
        return " ".join(parts)

    def _version_words(self, version: Published) -> str:
        told = translate("publish", "Version {number}, {moment}, {name}")
        return told.format(
            number=version.number,
            moment=moment_words(version.at),
            name=self._author(version),
        )

    def _author(self, version: Published) -> str:
        if version.by is None:
            return translate("publish", "the desk")
        return agent_name(self._workspace, version.by)

    def _on_publish(self, note: str) -> None:
        problem = self._gestures.objection(disables=False)
        self._bar.show_problem(problem)
        if not problem and self._does(lambda: self._gestures.publish(number=None, note=note)):
            self._bar.note.set_text("")
            self._say(translate("publish", "Published"))

    def _on_again(self) -> None:
        row = self._gestures.row
        refused = () if row is None else refused_on(self._workspace, row)
        if self._does(lambda: do_again(self._gestures, refused)):
            drop_refused(self._workspace, refused)
            self.refresh()

    def _on_dropped(self) -> None:
        row = self._gestures.row
        if row is not None:
            drop_refused(self._workspace, refused_on(self._workspace, row))
            self.refresh()

    def _on_discard(self) -> None:
        self._does(lambda: self._gestures.save(document=None))

    def _on_disable(self) -> None:
        row = self._gestures.row
        if row is None:
            return
        problem = "" if row.disabled else self._gestures.objection(disables=True)
        self._bar.show_problem(problem)
        if not problem:
            self._does(lambda: self._gestures.save(disabled=not row.disabled))

    def _on_versions(self) -> None:
        row = self._gestures.row
        if row is None:
            return
        self._again = 0
        choices = [
            Choice(
                str(each.number),
                self._version_words(each),
                below=each.note or translate("publish", "without a note"),
            )
            for each in self.versions(row)
        ]
        self._open(translate("publish", "Versions"), choices, current=str(row.number))

    def _on_chosen(self, key: str) -> None:
        row = self._gestures.row
        if row is None or key == _KEEP or not may_administer(self._workspace):
            return
        if not self._again:
            if int(key) != row.number:
                self._ask_again(int(key))
            return
        number, self._again = self._again, 0
        note = translate("publish", "Version {number} again").format(number=number)
        if self._does(lambda: self._gestures.publish(number=number, note=note)):
            self._say(note)

    def _ask_again(self, number: int) -> None:
        """One question more: what was drafted since stays, but clocks run by the old document."""
        self._again = number
        keep, again = (
            translate("publish", "Leave it as it is"),
            translate("publish", "Put version {number} into force again"),
        )
        self._open(
            translate("publish", "Roll back?"),
            [
                Choice(_KEEP, keep, Sign("icon", "x")),
                Choice(str(number), again.format(number=number), Sign("icon", "undo-2")),
            ],
        )

    def _open(self, title: str, choices: Sequence[Choice], current: str = "") -> None:
        self.menu.open_at(
            rect_on_screen(self._bar.versions),
            choices,
            title=title,
            current=frozenset({current} if current else ()),
            searches=False,
            width=420,
        )

    def _does(self, gesture: Callable[[], object]) -> bool:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)
            return False
        return True
