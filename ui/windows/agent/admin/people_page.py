# SPDX-License-Identifier: Apache-2.0
"""The layout of the page of people: who may do what, and the way to invite one more."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.headed_card import HeadedCard
from ui.widgets.invite_form import InviteForm
from ui.windows.agent.admin.lines_page import LinesPage


class PeoplePage(LinesPage):
    """Layout only: `PeopleController` and the inviting of the set-up fill it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            translate("people", "People and roles"),
            translate(
                "people",
                "Who works at this desk, and what each may do. Who may not sign in loses access at "
                "once, on every computer.",
            ),
            name="admin.people",
            add=translate("people", "Invite somebody"),
            parent=parent,
        )
        self.form = InviteForm(theme, self, name="admin.invite")
        self.invite = HeadedCard(theme, translate("people", "Invite somebody"), parent=self)
        inside = QWidget(self.invite)
        self._form = QVBoxLayout(inside)
        self._form.addWidget(self.form)
        self.invite.inside.addWidget(inside)
        self.column.insertWidget(1, self.invite)
        theme.changed.connect(self._on_form_theme_changed)
        self._on_form_theme_changed()

    def _on_form_theme_changed(self) -> None:
        px = self._look.px
        self._form.setContentsMargins(px(16), px(12), px(16), px(12))
