# SPDX-License-Identifier: Apache-2.0
"""The first step: the name that customers see, the signature, and the working hours."""

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.settings import BREAKS, LONGEST, TIMES, Settings
from ui.models.local_time import zones
from ui.models.words import translate
from ui.models.working_time import DAYS, break_words
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT, META, META_MEDIUM
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.windows.first_run.card import Card
from ui.windows.settings.week_days import DayButton
from ui.windows.settings.words import zone_words


class AboutPage(Card):
    """Shows what is known and keeps what is filled in when it is told to."""

    def __init__(self, theme: Theme, settings: Settings, *, clock: str) -> None:
        super().__init__(theme, "surface")
        self._settings = settings
        self.name = Field(
            theme,
            translate("first_run", "Name customers see"),
            name="first_run.name.field",
            height=INPUT,
            parent=self,
        )
        self.name.lock(translate("first_run", "set by your admin"))
        self.zone = ChoiceButton(
            theme, translate("first_run", "Time zone"), name="first_run.zone.field", parent=self
        )
        self._clock = clock
        told = translate("first_run", "from this computer")
        self._origin = TextLabel(theme, told, style=META, ink="text3", parent=self)
        self.zone.changed.connect(self._on_zone_changed)
        self.signature = QPlainTextEdit(self)
        self.days = tuple(
            DayButton(theme, day, name=f"first_run.day.{day}", parent=self)
            for day in range(len(DAYS))
        )
        self.begins = ChoiceButton(
            theme, translate("first_run", "From"), name="first_run.from.field", parent=self
        )
        self.ends = ChoiceButton(
            theme, translate("first_run", "to"), name="first_run.to.field", parent=self
        )
        self.pause = ChoiceButton(
            theme, translate("first_run", "Break"), name="first_run.break.field", parent=self
        )
        self._offered = ""
        self._build()
        self._fill()

    def show_person(self, name: str, *, signature: str) -> None:
        """Who it is about, and the signature to begin with where none was ever written."""
        self.name.set_text(name)
        if self.signature.toPlainText() == self._offered and not self._settings.get("signature"):
            self._offered = signature
            self.signature.setPlainText(signature)
            self.signature.moveCursor(QTextCursor.MoveOperation.End)

    def keep(self) -> None:
        """Keep what is filled in."""
        settings = self._settings
        settings.set("signature", self.signature.toPlainText()[:LONGEST])
        settings.set("time_zone", self.zone.key)
        settings.set("working_days", "".join("01"[day.isChecked()] for day in self.days))
        settings.set("working_from", self.begins.key)
        settings.set("working_to", self.ends.key)
        settings.set("working_break", self.pause.key)

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(0)
        top = QGridLayout()
        top.setHorizontalSpacing(px(16))
        top.addWidget(self.name, 0, 0)
        top.addWidget(self._zone_part(), 0, 1)
        column.addLayout(top)
        column.addSpacing(px(28))
        words = translate("first_run", "Signature")
        column.addLayout(self._head(words, translate("first_run", "under every reply")))
        self.signature.setObjectName("first_run.signature.field")
        self.signature.setAccessibleName(words)
        self.signature.setProperty("field", "true")
        self.signature.setFont(self._theme.font(BODY))
        self.signature.setFixedHeight(px(62))
        self.signature.setTabChangesFocus(True)
        column.addSpacing(px(4))
        column.addWidget(self.signature)
        column.addSpacing(px(24))
        words = translate("first_run", "Working hours")
        column.addLayout(self._head(words, ""))
        column.addSpacing(px(8))
        week = QHBoxLayout()
        week.setSpacing(px(6))
        for day in self.days:
            week.addWidget(day, 1)
        column.addLayout(week)
        column.addSpacing(px(15))
        hours = QHBoxLayout()
        hours.setSpacing(px(8))
        for chooser, told in (
            (self.begins, translate("first_run", "From")),
            (self.ends, translate("first_run", "to")),
            (self.pause, translate("first_run", "Break")),
        ):
            label = TextLabel(self._theme, told, style=META, ink="text2", parent=self)
            hours.addWidget(label)
            hours.addWidget(chooser)
            if chooser is self.pause:
                chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            else:
                chooser.setFixedWidth(px(96))
                hours.addSpacing(px(4))
        column.addLayout(hours)
        column.addStretch(1)

    def _zone_part(self) -> QWidget:
        """The zone with its label, as high as the name beside it."""
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(5))
        words = translate("first_run", "Time zone")
        column.addLayout(self._head(words, self._origin))
        self.zone.setFixedHeight(self._theme.px(INPUT))
        column.addWidget(self.zone)
        column.addStretch(1)
        return part

    def _on_zone_changed(self) -> None:
        self._origin.setVisible(not self.zone.key)

    def _head(self, title: str, aside: str | TextLabel) -> QHBoxLayout:
        line = QHBoxLayout()
        theme = self._theme
        line.addWidget(TextLabel(theme, title, style=META_MEDIUM, ink="text2", parent=self))
        line.addStretch(1)
        if isinstance(aside, str):
            aside = TextLabel(theme, aside, style=META, ink="text3", parent=self)
        line.addWidget(aside)
        return line

    def _fill(self) -> None:
        settings = self._settings
        self.signature.setPlainText(str(settings.get("signature")))
        zone = str(settings.get("time_zone"))
        names = sorted({*zones(), zone} - {""})
        places = (Choice(each, zone_words(each)) for each in names)
        self.zone.set_choices([Choice("", self._clock), *places])
        self.zone.set_keys((zone,))
        self._on_zone_changed()
        kept = str(settings.get("working_days"))
        for day, works in zip(self.days, kept.ljust(len(DAYS), "0"), strict=False):
            day.setChecked(works == "1")
        for chooser, name_of in ((self.begins, "working_from"), (self.ends, "working_to")):
            chooser.set_choices([Choice(each, each) for each in TIMES])
            chooser.set_keys((str(settings.get(name_of)),))
        self.pause.set_choices([Choice(each, break_words(each)) for each in BREAKS])
        self.pause.set_keys((str(settings.get("working_break")),))
