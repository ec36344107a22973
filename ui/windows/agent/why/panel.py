# SPDX-License-Identifier: Apache-2.0
"""The panel that tells why a ticket is where it is."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META
from ui.widgets.button import Button
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.side_panel import SidePanel
from ui.widgets.trace import Trace
from ui.widgets.trace_value import TraceStep


class WhyPanel(SidePanel):
    """Emits `copied()`, `reported()`, `passed_on()` and `more_requested()` for its buttons."""

    copied = Signal()
    reported = Signal()
    passed_on = Signal()
    more_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        title = translate("why", "Why this ticket is here")
        super().__init__(theme, title, name="why.panel", parent=parent)
        self.about = TextLabel(theme, ink="text2", elide=True, parent=self)
        self.copy = self._button("copy", translate("why", "Copy as text"), icon="copy", height=28)
        self.state = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.more = self._button("more", translate("why", "Earlier decisions"), kind="link")
        self.trace = Trace(theme, self)
        self._to = ""
        self._reaching = QTimer(self)
        self._reaching.setInterval(0)
        self._reaching.setSingleShot(True)
        self._reaching.timeout.connect(self._on_reaching)
        self.report = self._button("report", translate("why", "Report wrong routing"))
        self.pass_on = self._button(
            "pass_on", translate("why", "Send to another team"), kind="primary"
        )
        self._lay_out()
        self.copy.clicked.connect(self.copied)
        self.report.clicked.connect(self.reported)
        self.pass_on.clicked.connect(self.passed_on)
        self.more.clicked.connect(self.more_requested)

    def show_about(self, about: str, *, state: str, more: bool) -> None:
        """Of which ticket it tells, what is missing, and whether there is more to read."""
        self.about.setText(about)
        self.state.setText(state)
        self.state.setVisible(bool(state))
        self.more.setVisible(more)

    def show_steps(self, steps: tuple[TraceStep, ...]) -> None:
        self.trace.show_steps(steps)
        self.copy.setEnabled(bool(steps))

    def go_to(self, key: str) -> bool:
        """Show the first decision of this key from its top on, once it has its place; whether it
        is there.
        """
        if self.trace.step_of(key) is None:
            return False
        self._to = key
        self._reaching.start()
        return True

    def _on_reaching(self) -> None:
        step = self.trace.step_of(self._to)
        if step is None:
            return
        self.scroll_to(step)
        table = step.findChild(QListView)
        if table is not None:
            table.setFocus()

    def _button(self, name: str, text: str, **look: object) -> Button:
        button = Button(self._theme, text, parent=self, **look)  # type: ignore[arg-type]
        button.setObjectName(f"why.{name}")
        return button

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.about, 1)
        head.addWidget(self.copy)
        self.body.addLayout(head)
        self.body.addWidget(Hairline(self))
        self.body.addWidget(self.state)
        self.body.addWidget(self.more)
        self.body.addWidget(self.trace)
        self.body.addStretch(1)
        wrong = translate("why", "Wrong team or agent?")
        self.foot.addWidget(
            TextLabel(theme, wrong, style=META, ink="text2", elide=True, parent=self), 1
        )
        self.foot.addWidget(self.report)
        self.foot.addWidget(self.pass_on)
