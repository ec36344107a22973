# SPDX-License-Identifier: Apache-2.0
"""Asks for what a ticket still lacks before it is solved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, INPUT, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.checklist import Checklist, ChecklistLine
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.popover import Popover
from ui.widgets.text_field import TextField

_WIDTH: Final = 360
_EDGE: Final = 14
_LONGEST: Final = 4000


@dataclass(frozen=True, slots=True)
class SolveQuestion:
    """What is asked for, with what is there already; what is `None` or empty is not asked for.

    Without the items in `required` nothing is solved. With `solves` off it is only written down.
    """

    solution: str | None = None
    article: str | None = None
    categories: tuple[Choice, ...] = ()
    lines: tuple[ChecklistLine, ...] = ()
    required: frozenset[str] = frozenset()
    solves: bool = True


@dataclass(frozen=True, slots=True)
class SolveAnswer:
    """What the person gave; `None` is what was not asked for. `listed` is what could be ticked."""

    solution: str | None = None
    article: str | None = None
    category: str = ""
    ticked: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


class SolveForm(Popover):
    """Emits `answered(SolveAnswer)` and closes. What is missing is marked, nothing is lost."""

    answered = Signal(object)

    def __init__(self, theme: Theme, owner: QWidget | None = None) -> None:
        super().__init__(theme, owner)
        self._question = SolveQuestion()
        translate = QCoreApplication.translate
        title = translate("widgets", "Before you solve")
        self.setAccessibleName(title)
        self._title = TextLabel(theme, title, style=BODY_STRONG, parent=self.panel)
        words = translate("widgets", "What solved it")
        self.solution = TextField(
            theme, words, name="solve.solution.field", lines=3, parent=self.panel
        )
        words = translate("widgets", "Address of an article")
        self.article = Field(
            theme, words, name="solve.article.field", height=INPUT, parent=self.panel
        )
        words = translate("widgets", "Category")
        self.category = ChoiceButton(theme, words, name="solve.category.field", parent=self.panel)
        self._category_label = TextLabel(
            theme, words, style=META_MEDIUM, ink="text2", parent=self.panel
        )
        self.checklist = Checklist(theme, self.panel, bare=True)
        self._missing = TextLabel(
            theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self.panel
        )
        self.solve = Button(theme, translate("widgets", "Solve"), kind="primary", parent=self.panel)
        self.solve.setObjectName("solve.solve.button")
        self._build()

    def open_for(self, question: SolveQuestion, beside: QRect) -> None:
        """Ask, with the keys at the first thing that is missing."""
        self._question = question
        self.solution.set_text(question.solution or "")
        self.article.set_text(question.article or "")
        self.article.set_error("")
        self.category.set_choices(question.categories)
        self.category.set_keys(())
        self.checklist.show_lines(question.lines)
        self._missing.hide()
        words = QCoreApplication.translate("widgets", "Save")
        if question.solves:
            words = QCoreApplication.translate("widgets", "Solve")
        self.solve.setText(words)
        self.solution.setVisible(question.solution is not None)
        self.article.setVisible(question.article is not None)
        for part in (self._category_label, self.category):
            part.setVisible(bool(question.categories))
        self._dress()
        self.hold_focus(*self._stops)
        self._column.invalidate()
        self.open_beside(beside, self._stops[0], at_end=True)

    def wanted_size(self, width: int, height: int) -> QSize:
        wide = min(self._theme.px(_WIDTH), width)
        tall = self._column.totalSizeHint().height()
        if self._column.hasHeightForWidth():
            tall = self._column.totalHeightForWidth(wide)
        return QSize(wide, min(tall, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()

    def focusNextPrevChild(self, forwards: bool, /) -> bool:
        """Tab goes round in the panel."""
        stops = self._stops
        here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), -1)
        stops[(here + (1 if forwards else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @property
    def _stops(self) -> Sequence[QWidget]:
        every = (
            self.category,
            self.solution.input,
            self.article.input,
            *self.checklist.boxes,
            self.solve,
        )
        return [stop for stop in every if stop.isVisibleTo(self.panel)]

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.solve)
        self._column = QVBoxLayout(self.panel)
        for part in (
            self._title,
            self._category_label,
            self.category,
            self.solution,
            self.article,
            self.checklist,
            self._missing,
        ):
            self._column.addWidget(part)
        self._column.addLayout(foot)
        self.article.submitted.connect(self._on_solve)
        self.solve.clicked.connect(self._on_solve)

    def _dress(self) -> None:
        """The zoom may have changed since it was open."""
        edge = self._theme.px(_EDGE)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(self._theme.px(8))

    def _on_solve(self) -> None:
        asked, translate = self._question, QCoreApplication.translate
        solution, article = self.solution.text().strip(), self.article.text().strip()
        lacks: list[QWidget] = []
        if asked.categories and not self.category.key:
            lacks.append(self.category)
        if asked.solution is not None and len(solution) > _LONGEST:
            told = translate("widgets", "Say it in at most {most} characters")
            self.solution.set_error(told.format(most=_LONGEST))
            lacks.append(self.solution.input)
        elif asked.solution is not None and asked.solves and not solution:
            self.solution.set_error(translate("widgets", "Say in a sentence what solved it"))
            lacks.append(self.solution.input)
        is_given = bool(article) or asked.solves
        if asked.article is not None and is_given and not _is_address(article):
            self.article.set_error(translate("widgets", "An address begins with https://"))
            lacks.append(self.article.input)
        open_ = asked.required.difference(self.checklist.ticked)
        lacks += [box for box in self.checklist.boxes if box.accessibleName() in open_]
        if not lacks:
            self.hide()
            self.answered.emit(self._answer(solution, article))
            return
        sentences = " ".join(self._told(open_))
        self._missing.setText(sentences)
        self._missing.setVisible(bool(sentences))
        lacks[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.invalidate()  # the panel grows by what is said now
        self.fit()

    def _told(self, open_: frozenset[str]) -> Iterator[str]:
        """What has no place of its own to say what is wrong."""
        if self._question.categories and not self.category.key:
            yield QCoreApplication.translate("widgets", "Choose a category.")
        if open_:
            yield QCoreApplication.translate("widgets", "Tick what has to be done.")

    def _answer(self, solution: str, article: str) -> SolveAnswer:
        asked = self._question
        return SolveAnswer(
            solution=None if asked.solution is None else solution,
            article=None if asked.article is None else article,
            category=self.category.key,
            ticked=self.checklist.ticked,
            listed=tuple(line.text for line in asked.lines),
        )


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text.split()) == 1
