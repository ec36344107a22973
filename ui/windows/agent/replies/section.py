# SPDX-License-Identifier: Apache-2.0
"""The prepared replies in the settings: their list, or the form of one of them."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import intents
from app.errors import ClientError
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Canned
from sync_server.contract.ids import CannedId, TeamId
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META, META_STRONG
from ui.widgets.announcement import announce
from ui.widgets.button import Button
from ui.widgets.choice_list import ChoiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.windows.agent.replies.form import ReplyForm
from ui.windows.agent.replies.kept import (
    EVERYBODY,
    MINE,
    audience_of,
    audiences,
    kept_replies,
    may_change,
    may_share,
    name_trouble,
    reply_choice,
    text_trouble,
)
from ui.windows.settings.words import not_kept_words


class PreparedReplies(QWidget):
    """Lists, makes, changes and deletes them. What was deleted can be taken back."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._workspace = workspace
        self._id: CannedId | None = None
        self._deleted: Canned | None = None
        title = translate("replies", "Prepared replies")
        self._title = TextLabel(theme, title, style=META_STRONG, ink="text2", parent=self)
        self.new = self._button("new", translate("replies", "New reply"))
        words = translate("replies", "Search prepared replies")
        self.search = Field(
            theme, words, name="settings.replies.search.field", height=INPUT, parent=self
        )
        self.list = ChoiceList(theme, title, name="settings.replies.list", parent=self)
        words = translate("replies", "No reply has these words")
        self.nothing = TextLabel(theme, words, ink="text2", parent=self)
        self.empty = EmptyState(
            theme,
            icon="message-square",
            title=translate("replies", "No reply is kept ready"),
            reason=translate("replies", "Type / at the start of a line to use one."),
            parent=self,
        )
        self._told = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self.undo = self._button("undo", translate("replies", "Undo"), kind="link")
        self.form = ReplyForm(theme, self)
        self._build()
        self._connect()
        self._show_list()

    def refresh(self) -> None:
        """Show what there is now."""
        every, found = kept_replies(self._workspace), self._found()
        self.list.show_choices([reply_choice(self._workspace, each) for each in found])
        shows = self.form.isHidden()
        self.empty.setVisible(shows and not every)
        self.search.setVisible(shows and bool(every))
        self.list.setVisible(shows and bool(found))
        self.nothing.setVisible(shows and bool(every) and not found)

    def open(self, id: str) -> None:
        """The form of a reply."""
        canned = self._workspace.get(Canned, CannedId(id))
        if canned is None:
            return
        self._begin(canned.name, canned.text, id=canned.id, audience=audience_of(canned))
        if not may_change(self._workspace, canned):
            self.form.lock(translate("replies", "Team leads change what others have too."))

    def write_new(self) -> None:
        """The form of a reply that is not there yet."""
        self._begin("", "", id=None, audience=MINE)

    def save(self) -> None:
        """Keep what is written, or say what is wrong with it."""
        form, audience = self.form, self.form.audience.key
        name, text = form.name.text().strip(), form.text.toPlainText()
        wrong = name_trouble(self._workspace, name, id=self._id, audience=audience)
        bad = text_trouble(text)
        form.show_troubles(wrong, bad)
        if wrong or bad:
            return
        try:
            id = self._keep(name, text, id=self._id, audience=audience)
        except ClientError:
            form.show_troubles("", "", not_kept_words())
            return
        self._deleted = None
        self.search.set_text("")
        self._tell("")
        self.list.go_to(id)
        self.list.setFocus()

    def delete(self, id: str) -> None:
        """Delete a reply of the person's; it can be taken back."""
        canned = self._workspace.get(Canned, CannedId(id))
        if canned is None or not may_change(self._workspace, canned):
            self.open(id)  # which says who may
            return
        try:
            intents.delete_canned(self._workspace, canned=canned.id)
        except ClientError:
            self._tell(not_kept_words())
            return
        self._deleted = canned
        self._tell(translate("replies", "\u201c{name}\u201d deleted").format(name=canned.name))
        self.undo.setFocus()

    def restore(self) -> None:
        """Take the last deletion back."""
        canned = self._deleted
        if canned is None:
            return
        try:
            self._keep(canned.name, canned.text, id=canned.id, audience=audience_of(canned))
        except ClientError:
            self._tell(not_kept_words())
            return
        self._deleted = None
        self._tell("")
        self.list.go_to(canned.id)
        self.list.setFocus()

    def _keep(self, name: str, text: str, *, id: CannedId | None, audience: str) -> CannedId:
        team = None if audience in (MINE, EVERYBODY) else TeamId(audience)
        return intents.save_canned(
            self._workspace, name=name, text=text, canned=id, shared=audience != MINE, team=team
        )

    def _found(self) -> list[Canned]:
        return kept_replies(self._workspace, self.search.text())

    # -- list or form --------------------------------------------------------------------------

    def _begin(self, name: str, text: str, *, id: CannedId | None, audience: str) -> None:
        self._id, self._deleted = id, None
        self._told.setText("")
        self.form.lock("")
        leads = may_share(self._workspace)
        self.form.offer_audiences(tuple(audiences(self._workspace)) if leads else (), audience)
        self._show_form()
        self.form.begin(name, text, known=id is not None)

    def _show_form(self) -> None:
        self.form.show()
        self._show_parts()

    def _tell(self, words: str) -> None:
        """Back to the list, below which this is said."""
        self._told.setText(words)
        self._show_list()
        if words:
            announce(self, words)

    def _show_list(self) -> None:
        self.form.hide()
        self._show_parts()

    def _show_parts(self) -> None:
        lists = self.form.isHidden()
        self.new.setVisible(lists)
        self._told.setVisible(lists and bool(self._told.text()))
        self.undo.setVisible(lists and self._deleted is not None)
        self.refresh()

    def _on_left(self) -> None:
        self._show_list()
        (self.list if not self.list.isHidden() else self.new).setFocus()

    def _on_copy(self) -> None:
        self._begin(self.form.name.text(), self.form.text.toPlainText(), id=None, audience=MINE)

    def _on_delete(self) -> None:
        if self._id is not None:
            self.delete(self._id)

    def _on_searched(self) -> None:
        self.refresh()

    def _on_search_entered(self) -> None:
        if self.list.current:
            self.open(self.list.current)

    # -- layout --------------------------------------------------------------------------------

    def _button(self, name: str, words: str, *, kind: str = "default") -> Button:
        button = Button(self._theme, words, kind=kind, parent=self)  # type: ignore[arg-type]
        button.setObjectName(f"settings.replies.{name}.button")
        return button

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.new)
        told = QHBoxLayout()
        told.setSpacing(px(8))
        told.addWidget(self._told, 1)
        told.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(16), 0, 0)
        column.setSpacing(px(10))
        column.addLayout(head)
        for part in (self.search, self.list, self.nothing, self.empty):
            column.addWidget(part)
        column.addLayout(told)
        column.addWidget(self.form)

    def _connect(self) -> None:
        self.new.clicked.connect(self.write_new)
        self.search.edited.connect(self._on_searched)
        self.search.submitted.connect(self._on_search_entered)
        self.list.opened.connect(self.open)
        self.list.delete_requested.connect(self.delete)
        self.undo.clicked.connect(self.restore)
        self.form.save_requested.connect(self.save)
        self.form.delete_requested.connect(self._on_delete)
        self.form.copy_requested.connect(self._on_copy)
        self.form.left.connect(self._on_left)
