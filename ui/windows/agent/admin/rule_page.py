# SPDX-License-Identifier: Apache-2.0
"""The layout of the editor of one rule: a form, and the same rule as text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, INPUT
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.code_field import CodeField
from ui.widgets.condition_group import ConditionGroup
from ui.widgets.field import Field
from ui.widgets.form_lines import FormLines
from ui.widgets.label import TextLabel
from ui.widgets.paired import Paired
from ui.widgets.publish_bar import PublishBar
from ui.widgets.segmented import Segmented
from ui.widgets.tab_order import tab_before
from ui.widgets.tried_card import TriedCard
from ui.windows.agent.admin.rule_remedies import RuleRemedies
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.help import AUTOMATION, set_help

BOTH, FORM, TEXT = "both", "form", "text"


class RulePage(SectionPage):
    """Layout only: `RuleEditing` fills it. One of macros says no more of a rule than those have."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, of_macros: bool = False
    ) -> None:
        titles = translate("rules", "Automation rules"), translate("macros", "Macros")
        super().__init__(theme, titles[of_macros], parent)
        self._look = theme
        self._name = "admin.macro" if of_macros else "admin.rule"
        self.of_macros = of_macros
        self.setObjectName(f"{self._name}.page")
        set_help(self, AUTOMATION)
        words = translate("macros", "All macros") if of_macros else translate("rules", "All rules")
        self.back = Button(theme, words, icon="chevron-left", parent=self)
        self.back.setObjectName(f"{self._name}.back.button")
        self.head.insertWidget(0, self.back)
        self.views = Segmented(theme, _views(), name=f"{self._name}.views", parent=self)
        self.head.addWidget(self.views)
        self.bar = PublishBar(theme, name=self._name, head=self.head, parent=self)
        words = translate("rules", "Name")
        self.name = Field(theme, words, name=f"{self._name}.name.field", height=INPUT, parent=self)
        self.triggers = FormLines(theme, name=f"{self._name}.trigger", parent=self)
        self.add_trigger = self._link(translate("rules", "Add trigger"), "trigger")
        self.audience = FormLines(theme, name=f"{self._name}.audience", parent=self)
        self.conditions = ConditionGroup(theme, name=f"{self._name}.condition", parent=self)
        self.deep = TextLabel(theme, ink="text2", wrap=True, parent=self)
        self.effects = FormLines(theme, name=f"{self._name}.action", parent=self)
        self.add_action = self._link(translate("rules", "Add action"), "action")
        self.repeats = CheckBox(theme, translate("rules", "Run at every trigger"), parent=self)
        self.repeats.setObjectName(f"{self._name}.repeats.field")
        self.stop = CheckBox(theme, translate("rules", "Stop after this rule"), parent=self)
        self.stop.setObjectName(f"{self._name}.stop.field")
        words = translate("rules", "The whole rule as JSON")
        self.text = CodeField(theme, words, name=f"{self._name}.text.field", parent=self)
        self.remedies = RuleRemedies(theme, self)
        words = translate("macros", "What it would do now, on the last 500 tickets")
        self.tried = TriedCard(theme, self, title=words if of_macros else "")
        words = (
            translate("macros", "Delete this macro")
            if of_macros
            else translate("rules", "Delete this rule")
        )
        self.delete = Button(theme, words, kind="ghost", icon="trash-2", parent=self)
        self.delete.setObjectName(f"{self._name}.delete.button")
        self._build()
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_view(self, view: str) -> None:
        """Form, text or both: they are of one document."""
        self.views.set_key(view)
        self.form.setVisible(view != TEXT)
        self.text.setVisible(view != FORM)

    def order_tabs(self) -> None:
        """Tab goes through the lines where they stand; they are made later than the rest."""
        tab_before(self.add_trigger, self.triggers.stops)
        tab_before(self.conditions.mode, self.audience.stops)
        tab_before(self.add_action, self.effects.stops)

    def _build(self) -> None:
        self.form = QWidget(self)
        self.for_whom = QWidget(self.form)
        self._for = QHBoxLayout(self.for_whom)
        self._for.setContentsMargins(0, 0, 0, 0)
        self._for_label = TextLabel(
            self._look, translate("macros", "For"), style=BODY_STRONG, parent=self.for_whom
        )
        self._for.addWidget(self._for_label, 0, Qt.AlignmentFlag.AlignTop)
        self._for.addWidget(self.audience, 1)
        self._form = QVBoxLayout(self.form)
        self._form.setContentsMargins(0, 0, 0, 0)
        named = Paired(self._look, self.name, self.bar.note, parent=self.form)
        self._form.addWidget(named)
        self._when = QHBoxLayout()
        words = translate("rules", "When")
        when = TextLabel(self._look, words, style=BODY_STRONG, parent=self.form)
        top = Qt.AlignmentFlag.AlignTop
        self._when.addWidget(when, 0, top)
        self._when.addWidget(self.triggers, 1, top)
        self._when.addWidget(self.add_trigger, 0, top)
        self._when_label = when
        self._form.addLayout(self._when)
        self._form.addWidget(self.for_whom)
        self._form.addWidget(self.deep)
        self._form.addWidget(self.conditions)
        words = translate("rules", "Then do")
        self._form.addWidget(TextLabel(self._look, words, style=BODY_STRONG, parent=self.form))
        self._form.addWidget(self.effects)
        foot = QHBoxLayout()
        foot.addWidget(self.add_action)
        foot.addStretch(1)
        foot.addWidget(self.repeats)
        foot.addWidget(self.stop)
        self.repeats.setHidden(self.of_macros)
        self.stop.setHidden(self.of_macros)
        self._form.addLayout(foot)
        for part in (self.bar, self.form, self.text, self.remedies, self.tried):
            self.column.addWidget(part)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.delete)
        self.column.addLayout(foot)
        self.column.addStretch(1)

    def _link(self, words: str, name: str) -> Button:
        link = Button(self._look, words, kind="link", parent=self)
        link.setObjectName(f"{self._name}.{name}.add.button")
        return link

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.column.setSpacing(px(14))
        self._form.setSpacing(px(10))
        for row in (self._when, self._for):
            row.setSpacing(px(12))
        self._for_label.setFixedHeight(px(INPUT))
        self._when_label.setFixedHeight(px(INPUT))
        self.add_trigger.setFixedHeight(px(INPUT))


def _views() -> list[tuple[str, str, str]]:
    return [
        (BOTH, translate("rules", "Both"), ""),
        (FORM, translate("rules", "Form"), ""),
        (TEXT, translate("rules", "JSON"), ""),
    ]
