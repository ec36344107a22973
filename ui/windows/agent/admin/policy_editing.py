# SPDX-License-Identifier: Apache-2.0
"""The editor of one policy at work: form and text are two views of the document that is drafted."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.clocks import METRICS
from sync_server.contract.entities import (
    PRIORITIES,
    Calendar,
    Category,
    Organisation,
    Published,
    SlaPolicy,
    Tag,
    Team,
)
from sync_server.contract.ids import PolicyId
from sync_server.contract.queries import CheckPolicy, DocumentCheck
from ui.models.admin_rights import may_administer
from ui.models.json_layout import laid_out
from ui.models.json_text import MOST_LETTERS, JsonText, NoJson
from ui.models.words import listed_words, priority_words, status_words, translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.calendar_editing import problem_words, too_long_words
from ui.windows.agent.admin.condition_words import condition_title
from ui.windows.agent.admin.holiday_adding import ask
from ui.windows.agent.admin.policy_document import (
    FIELDS,
    PAUSED,
    alerts_text,
    cells_of,
    pauses_of,
    read_alerts,
    simple_tests,
    with_cell,
    with_pauses,
    with_tests,
    with_value,
)
from ui.windows.agent.admin.policy_page import PolicyPage
from ui.windows.agent.admin.policy_words import USUAL_ALERTS, applies_words
from ui.windows.agent.admin.publishing import Publishing
from ui.windows.agent.fields import category_path

_SHOWN: Final = frozenset({SlaPolicy.kind, Calendar.kind, Published.kind})
_NONE: Final = "-"
_CHANNELS: Final = ("email", "form", "chat", "api", "phone", "walk_in", "desk")


class PolicyEditing(QObject):
    """Behind the page. Signals: `troubled(ClientError)`, `left()` back to all policies."""

    troubled = Signal(object)
    left = Signal()

    def __init__(
        self,
        client: Client,
        page: PolicyPage,
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
        self._id = PolicyId("")
        self._unkept: dict[str, Any] | None = None
        self._shown: object = None
        self._typing = False
        self.publishing = Publishing(client, page.bar, theme, self, say=say)
        self.publishing.troubled.connect(self.troubled)
        self._connect()

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes."""

    def show_policy(self, id: PolicyId) -> None:
        """Edit another one."""
        if id != self._id:
            self._id, self._unkept, self._shown = id, None, None

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()
        elif changes.pending:
            self.publishing.refresh()

    def refresh(self) -> None:
        """Form and text as the document is."""
        row, page = self.row, self._page
        if row is None:
            self.left.emit()
            return
        may = may_administer(self._workspace)
        page.title.setText(harmless(row.name))
        if not page.name.input.hasFocus():
            page.name.set_text(harmless(row.name))
        self.publishing.refresh()
        for part in (page.name, page.calendar, page.alerts, page.pauses):
            part.setEnabled(may)
        page.targets.set_read_only(not may)
        page.text.input.setReadOnly(not may)
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
        self._spawn(self._check(document), name="check a policy")

    async def _check(self, document: dict[str, Any]) -> None:
        answer = await ask(self._client, CheckPolicy(document=document))
        if document != self.document:
            return  # it has changed meanwhile
        problem = isinstance(answer, DocumentCheck) and answer.problem
        self._page.text.set_error(problem_words(answer) if problem else "")
        self._page.targets.show_problem(answer.path if problem else "")
        if not problem and self._unkept == document:
            self._unkept = None
            self._does(lambda: self.save(document=document))
            self.refresh()

    def _show_document(self, *, may_edit: bool) -> None:
        document, page = self.document, self._page
        for metric in METRICS:
            page.targets.show_metric(metric, cells_of(document, metric))
        self._show_calendars(document)
        if not page.alerts.input.hasFocus():
            page.alerts.set_text(harmless(alerts_text(document, USUAL_ALERTS)))
        self._show_pauses(document)
        words = applies_words(self._workspace, document, is_first=True)
        page.conditions.set_known(self._fields(), self._values_of)
        page.conditions.show_tests(simple_tests(document), words, may_edit=may_edit)
        if document != self._shown and not self._typing:
            page.text.set_text(laid_out(document))
        self._shown = document

    def _show_calendars(self, document: dict[str, Any]) -> None:
        known = sorted(self._workspace.all(Calendar), key=lambda each: each.name.casefold())
        current = str(document.get("calendar") or _NONE)
        usable = [each for each in known if not each.disabled or each.id == current]
        always = Choice(_NONE, translate("policies", "Around the clock"))
        self._page.calendar.set_choices([always, *(Choice(each.id, each.name) for each in usable)])
        self._page.calendar.set_keys((current,))

    def _show_pauses(self, document: dict[str, Any]) -> None:
        """Each set of statuses that a person would want; another one as it is."""
        statuses = pauses_of(document)
        sets = ((), ("pending",), ("on_hold",), PAUSED)
        every = [*sets] if {*statuses} in [{*each} for each in sets] else [*sets, statuses]
        never = translate("policies", "never")
        self._page.set_pauses(
            [
                Choice(" ".join(each), listed_words([status_words(s) for s in each]) or never)
                for each in every
            ]
        )
        ordered = next((each for each in sets if {*each} == {*statuses}), statuses)
        self._page.pauses.set_keys((" ".join(ordered),))

    # -- conditions ----------------------------------------------------------------------------

    def _fields(self) -> list[Choice]:
        return [Choice(field, condition_title(field)) for field in FIELDS]

    def _values_of(self, field: str) -> dict[str, str]:
        """The values that are offered for a field, by their words."""
        workspace = self._workspace
        if field == "priority":
            return {priority_words(each): each for each in reversed(PRIORITIES)}
        if field == "organisation":
            found = {each.name: str(each.id) for each in workspace.all(Organisation)}
        elif field == "team":
            found = {each.name: str(each.id) for each in workspace.all(Team)}
        elif field == "category":
            every = workspace.all(Category)
            found = {category_path(workspace, each.id): str(each.id) for each in every}
        elif field == "tags":
            found = {str(each.id): str(each.id) for each in workspace.all(Tag)}
        else:
            found = {each: each for each in _CHANNELS} if field == "channel" else {}
        return dict(sorted(found.items(), key=lambda each: each[0].casefold()))

    # -- what can be done to it ----------------------------------------------------------------

    @property
    def row(self) -> SlaPolicy | None:
        """The one that is edited."""
        return self._workspace.get(SlaPolicy, self._id)

    def save(self, **changes: Any) -> object:
        return intents.save_policy(self._workspace, policy=self._id, **changes)

    def publish(self, *, number: int | None, note: str) -> object:
        return intents.publish_policy(self._workspace, policy=self._id, number=number, note=note)

    def objection(self, *, disables: bool) -> str:
        """What is not sound, or has a calendar that is not in force, is not published."""
        if disables:
            return ""
        if self._unkept is not None:
            return translate("policies", "Put right what is wrong first.")
        calendar = self.document.get("calendar")
        row = self._workspace.get(Calendar, str(calendar))
        if calendar is not None and (row is None or not row.number or row.disabled):
            return translate("policies", "Its calendar is not in force. Publish that first.")
        return ""

    def _on_name(self) -> None:
        row, name = self.row, self._page.name.text().strip()
        if row is not None and name and name != harmless(row.name):
            self._does(lambda: self.save(name=name))

    def _on_calendar(self) -> None:
        key = self._page.calendar.key
        self.change(with_value(self.document, "calendar", None if key == _NONE else key))

    def _on_alerts(self) -> None:
        text = self._page.alerts.text()
        if text == alerts_text(self.document, USUAL_ALERTS):
            return
        points = read_alerts(text)
        if points is None:
            self._page.alerts.set_error(translate("policies", "Type numbers like 75, 90"))
        else:
            self.change(with_value(self.document, "alerts", points))

    def _on_pauses(self) -> None:
        self.change(with_pauses(self.document, self._page.pauses.key.split()))

    def _on_cell(self, metric: str, priority: str, text: str) -> None:
        self.change(with_cell(self.document, metric, priority, text))

    def _on_tests(self, tests: Any) -> None:
        document = with_tests(self.document, tests)
        if document != self.document:
            self.change(document)

    def _on_text(self) -> None:
        """The text is the document as soon as it is one; until then the form stays as it is."""
        text = self._page.text.text()
        if len(text) > MOST_LETTERS:
            self._page.text.set_error(too_long_words(len(text)))
            return
        try:
            document = JsonText.read(text).value
        except NoJson as error:
            told = translate("policies", "Line {line}, column {column}: this is no JSON")
            self._page.text.set_error(told.format(line=error.line, column=error.column))
            return
        if not isinstance(document, dict):
            self._page.text.set_error(translate("policies", "A policy is an object in { }"))
            return
        self._typing = True
        self.change(document)
        self._typing = False

    def _does(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)

    def _connect(self) -> None:
        page = self._page
        page.back.clicked.connect(self.left)
        page.name.input.editingFinished.connect(self._on_name)
        page.calendar.changed.connect(self._on_calendar)
        page.alerts.input.editingFinished.connect(self._on_alerts)
        page.pauses.changed.connect(self._on_pauses)
        page.targets.changed.connect(self._on_cell)
        page.conditions.changed.connect(self._on_tests)
        page.text.edited.connect(self._on_text)
