# SPDX-License-Identifier: Apache-2.0
"""The layout of the page of organisations: a line for each, a finder, and one more."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT, META
from ui.widgets.label import TextLabel
from ui.widgets.tab_order import tab_through
from ui.windows.agent.admin.lines_page import LinesPage

_FIND = 220


class OrganisationsPage(LinesPage):
    """Layout only: `OrganisationsController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            translate("organisations", "Organisations"),
            translate(
                "organisations",
                "The companies of customers. Who writes from one of its domains belongs to it.",
            ),
            name="admin.organisations",
            add=translate("organisations", "Add an organisation"),
            parent=parent,
        )
        words = translate("organisations", "Find name or domain")
        self.finder = QLineEdit(self)
        self.finder.setObjectName("admin.organisations.find.field")
        self.finder.setAccessibleName(words)
        self.finder.setPlaceholderText(words)
        self.finder.setProperty("field", "true")
        self.head.insertWidget(1, self.finder)
        self.more = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self._inside.addWidget(self.more)
        theme.changed.connect(self._on_finder_theme_changed)
        self._on_finder_theme_changed()

    def order_tabs(self) -> None:
        """As they are seen: the finder, the way to one more, the lines."""
        tab_through((self.finder, self.add, *self.lines.stops))

    def _on_finder_theme_changed(self) -> None:
        px = self._look.px
        self.finder.setFont(self._look.font(BODY))
        self.finder.setFixedSize(px(_FIND), px(INPUT))
