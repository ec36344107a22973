# SPDX-License-Identifier: Apache-2.0
"""The editor of one rule at work: form and text are two views of the document that is drafted."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal

from app import intents
from app.client import Client
from app.errors import AskRefused, ClientError, NotConnected
from app.workspace.changes import Changes
from sync_server.contract.entities import (
    Agent,
    AutomationRule,
    Category,
    Published,
    Skill,
    Tag,
    Team,
)
from sync_server.contract.ids import RuleId
from sync_server.contract.queries import (
    CheckRule,
    DocumentSchema,
    RuleCheck,
    RuleProblem,
    RuleSchema,
)
from ui.models.admin_rights import may_administer
from ui.models.json_layout import laid_out
from ui.models.json_text import MOST_LETTERS, JsonText, NoJson, same
from ui.models.server_words import server_words
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.plain_text import harmless
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.windows.agent.admin.calendar_editing import too_long_words
from ui.windows.agent.admin.holiday_adding import ask
from ui.windows.agent.admin.publishing import Publishing
from ui.windows.agent.admin.rule_conditions import every_test, lines_of
from ui.windows.agent.admin.rule_form import RuleForm
from ui.windows.agent.admin.rule_names import names_of
from ui.windows.agent.admin.rule_page import BOTH, RulePage
from ui.windows.agent.admin.rule_parts import actions_of
from ui.windows.agent.admin.rule_remedies import create, create_words, name_at, with_name
from ui.windows.agent.admin.rule_trying import MANY, RuleTrying
from ui.windows.agent.admin.rule_vocabulary import Vocabulary

_SHOWN: Final = frozenset(
    {each.kind for each in (AutomationRule, Published, Team, Agent, Category, Skill, Tag)}
)
_KEEP: Final = "keep"
_DELETE: Final = "delete"
_BIN: Final = Sign("icon", "trash-2")


class RuleEditing(QObject):
    """Behind the page. Signals: `troubled(ClientError)`, `checked(RuleCheck)`."""

    troubled = Signal(object)
    checked = Signal(object)

    def __init__(
        self,
        client: Client,
        page: RulePage,
        theme: Theme,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._client = client
        self._workspace = client.workspace
        self._page = page
        self._spawn = spawn
        self._id = RuleId("")
        self._unkept: dict[str, Any] | None = None
        self._text: JsonText | None = None
        self._problems: tuple[RuleProblem, ...] = ()
        self._is_checking = False
        self._knows = False
        self.form = RuleForm(client.workspace, page)
        self.publishing = Publishing(client, page.bar, theme, self, say=say)
        self.publishing.troubled.connect(self.troubled)
        self.trying = RuleTrying(client, page.tried, spawn=spawn)
        self.menu = ChoiceMenu(theme, page)
        self.menu.chosen.connect(self._on_menu_chosen, Qt.ConnectionType.QueuedConnection)
        page.delete.clicked.connect(self._on_delete)
        self.form.changed.connect(self._on_form)
        page.text.editor.edited.connect(self._on_text)
        page.text.editor.save_requested.connect(self._check)
        page.text.editor.try_requested.connect(self._check)
        page.text.words_for = self._words_for
        page.remedies.taken.connect(self._on_name_taken)
        page.remedies.create_requested.connect(self._on_create)
        page.views.chosen.connect(page.show_view)
        page.show_view(BOTH)

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        if not self._knows:
            self._spawn(self._learn(), name="learn what rules are made of")
        self.refresh()
        self._check()

    def show_rule(self, id: RuleId) -> None:
        """Edit another one."""
        if id != self._id:
            self._id, self._unkept, self._text, self._problems = id, None, None, ()
            self.form.forget()
            self.trying.forget()
            self.refresh()
            self._check()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()
            if self._problems:  # somebody may have created what was missing
                self._check()
        elif changes.pending:
            self.publishing.refresh()

    def refresh(self) -> None:
        """Form and text as the document is."""
        row, page = self.row, self._page
        if row is None:
            return
        may = may_administer(self._workspace)
        page.title.setText(harmless(row.name))
        self.publishing.refresh()
        words = translate("rules", "Publish v{number}").format(number=row.number + 1)
        page.bar.publish.set_label(words)
        page.delete.setVisible(may)
        self._show_document(may_edit=may)

    @property
    def document(self) -> dict[str, Any]:
        """What is shown: what is not kept yet, else the draft, else what is in force."""
        row = self.row
        if self._unkept is not None or row is None:
            return self._unkept or {}
        return dict(row.document if row.draft is None else row.draft)

    def change(self, document: dict[str, Any]) -> None:
        """Show another document, and keep it as the draft if it is sound."""
        self._unkept = document
        self.refresh()
        self._check()

    def _show_document(self, *, may_edit: bool) -> None:
        document, editor = self.document, self._page.text.editor
        read = self._text
        if read is None:
            read = JsonText.read(laid_out(document))
        elif not same(read.value, document):
            read = JsonText.read(read.rewritten(document))
        if self._text is not read:
            self._text = read
            editor.show_text(read.text)
        self._page.text.set_read_only(not may_edit)
        problems = {self._real(each.path): _problem_words(each) for each in self._problems}
        self.form.show_document(document, problems, may_edit=may_edit)
        self._mark(read, problems)

    def _mark(self, read: JsonText, problems: Mapping[str, str]) -> None:
        """Mark the lines that differ from what is in force, and those with something wrong."""
        row = self.row
        before = row.document if row is not None and row.number else None
        changed = () if before is None else read.changed_lines(before)
        wrong = [read.lines_of(read.at(path)).start for path in problems]
        self._page.text.editor.set_marks(changed=changed, wrong=wrong)
        if self._problems:
            first = self._problems[0]
            words = _problem_words(first)
            told = f"{first.path}: {words}" if first.path else words
            self._page.text.say(told, is_wrong=True)
        else:
            told = translate("rules", "Valid, same as the form")
            self._page.text.say(told, is_wrong=False)
        self._show_remedies(read)

    def _show_remedies(self, read: JsonText) -> None:
        """What can be done about a name that nothing has."""
        unknown = self._unknown if may_administer(self._workspace) else None
        if unknown is None:
            self._page.remedies.show_ways((), "")
        else:
            name = name_at(read, self._real(unknown.path))
            self._page.remedies.show_ways(unknown.nearest, create_words(unknown, name))

    @property
    def _unknown(self) -> RuleProblem | None:
        """The first name that nothing has."""
        return next((each for each in self._problems if each.unknown), None)

    def _real(self, path: str) -> str:
        """Where a path leads that names a condition by its field, in the full form too."""
        lines = lines_of(self.document.get("conditions"), self.form.vocabulary, str)
        for line in () if lines is None else every_test(lines):
            named = f"conditions.{line.field}"
            if path == named or path.startswith(f"{named}["):
                return line.path
        if path.startswith("actions.team") and "team" not in actions_of(self.document):
            return path.replace("actions.team", "actions.assign_team", 1)
        return path

    # -- checking --------------------------------------------------------------------------------

    async def _learn(self) -> None:
        answer = await ask(self._client, RuleSchema())
        if isinstance(answer, DocumentSchema):
            self._knows = True
            self.form.set_vocabulary(Vocabulary.read(answer.schema))
            self.refresh()

    def _check(self) -> None:
        """Ask what is wrong, once it is known of what came before."""
        if not self._is_checking and self.row is not None:
            self._is_checking = True
            self._spawn(self._check_all(), name="check a rule")

    async def _check_all(self) -> None:
        try:
            while True:
                id, document = self._id, self.document
                answer = await self._answer(CheckRule(document=document, rule=id))
                if id == self._id and same(document, self.document):
                    break
        finally:
            self._is_checking = False
        self._problems = answer.problems if answer is not None else ()
        if not self._problems and self._unkept is not None:
            kept, self._unkept = self._unkept, None
            self._does(lambda: self.save(document=kept))
        self.refresh()
        if self._problems:
            self.trying.forget()
        else:
            self.trying.look(self.document)
        self.checked.emit(answer)

    async def _answer(self, query: CheckRule) -> RuleCheck | None:
        """What the server says; nothing without a connection."""
        try:
            answer: RuleCheck = await self._client.ask(query)
        except NotConnected:
            return None
        except AskRefused:
            words = translate("rules", "The server does not take this rule: it has too many parts.")
            return RuleCheck(problems=(RuleProblem(path="", problem=words),))
        return answer

    # -- what can be done to it ------------------------------------------------------------------

    @property
    def row(self) -> AutomationRule | None:
        """The one that is edited."""
        return self._workspace.get(AutomationRule, self._id)

    def save(self, **changes: Any) -> object:
        return intents.save_rule(self._workspace, rule=self._id, **changes)

    def publish(self, *, number: int | None, note: str) -> object:
        return intents.publish_rule(self._workspace, rule=self._id, number=number, note=note)

    def objection(self, *, disables: bool) -> str:
        """What is not sound is not published."""
        if self._unkept is not None and not disables:
            return translate("policies", "Put right what is wrong first.")
        matched = 0 if self._page.of_macros else self.trying.matched
        if matched > MANY and not disables and not self._page.bar.note.text().strip():
            told = translate("rules", "{count} tickets would have changed: say in the note why.")
            return told.format(count=matched)
        return ""

    def _on_delete(self) -> None:
        """One question more: only its versions stay."""
        keep, delete = translate("rules", "Keep it"), translate("rules", "Delete it")
        self.menu.open_at(
            rect_on_screen(self._page.delete),
            [Choice(_KEEP, keep, Sign("icon", "x")), Choice(_DELETE, delete, _BIN)],
            title=(
                translate("macros", "Delete this macro?")
                if self._page.of_macros
                else translate("rules", "Delete this rule?")
            ),
            searches=False,
            at_end=True,
        )

    def _on_menu_chosen(self, key: str) -> None:
        if key == _DELETE and self.row is not None:
            self._does(lambda: intents.delete_rule(self._workspace, rule=self._id))

    def _on_form(self, document: dict[str, Any]) -> None:
        self.change(document)

    def _on_text(self) -> None:
        """The text is the document as soon as it is one; until then the form stays as it is."""
        text = self._page.text.editor.toPlainText()
        if len(text) > MOST_LETTERS:
            self._page.text.say(too_long_words(len(text)), is_wrong=True)
            return
        try:
            read = JsonText.read(text)
        except NoJson as error:
            self._say_no_json(error)
            return
        if not isinstance(read.value, dict):
            told = translate("rules", "A rule is an object in { }")
            self._page.text.say(told, is_wrong=True)
            return
        self._text = read
        self.change(read.value)

    def _on_name_taken(self, name: str) -> None:
        unknown, read = self._unknown, self._text
        if unknown is not None and read is not None:
            self._page.text.editor.setPlainText(with_name(read, self._real(unknown.path), name))

    def _on_create(self) -> None:
        unknown, read = self._unknown, self._text
        if unknown is not None and read is not None:
            name = name_at(read, self._real(unknown.path))
            self._does(lambda: create(self._workspace, unknown.unknown, name))

    def _say_no_json(self, error: NoJson) -> None:
        told = translate(
            "rules",
            "Line {line}, column {column}: this is no JSON. The form shows the last rule that was.",
        )
        words = told.format(line=error.line, column=error.column)
        self._page.text.editor.set_marks(changed=(), wrong=(error.line - 1,))
        self._page.text.say(words, is_wrong=True)

    def _words_for(self, _word: str) -> list[Choice]:
        """Names that the schema has, and those of what the desk has."""
        names = dict.fromkeys((*self.form.vocabulary.names, *names_of(self._workspace)))
        return [Choice(name, name) for name in names]

    def _does(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)


def _problem_words(problem: RuleProblem) -> str:
    """What is wrong, and what may have been meant."""
    told = server_words(problem.problem)
    if not problem.nearest:
        return told
    meant = translate("documents", "{problem}; did you mean {nearest}?")
    return meant.format(problem=told, nearest=", ".join(problem.nearest))
