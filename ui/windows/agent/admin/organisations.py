# SPDX-License-Identifier: Apache-2.0
"""The page of organisations at work: found, named, given their domains, and added."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Organisation
from sync_server.contract.ids import OrganisationId
from ui.models.admin_rights import may_administer
from ui.models.words import translate
from ui.widgets import plural
from ui.widgets.form_value import Line, Part
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.organisations_page import OrganisationsPage

NEW: Final = "new"
"""The id of the line of one that is not there yet."""

MOST: Final = 50
"""So many stand on the page; the finder leads to the others."""


class OrganisationsController(QObject):
    """Behind the page. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(self, client: Client, page: OrganisationsPage) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._is_adding = False
        self._problems: dict[str, str] = {}
        page.lines.changed.connect(self._on_changed)
        page.lines.removed.connect(self._on_removed)
        page.add.clicked.connect(self._on_add)
        page.finder.textEdited.connect(self.refresh)

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes; what was begun goes with it."""
        self._is_adding, self._problems = False, {}

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or Organisation.kind in changes.rows:
            self.refresh()

    def refresh(self) -> None:
        """Those that are found, by name."""
        wanted = self._page.finder.text().strip().casefold()
        found = sorted(
            (each for each in self._every() if wanted in _searched(each)),
            key=lambda each: (each.name.casefold(), each.id),
        )
        lines = [self._line(each) for each in found[:MOST]]
        if self._is_adding:
            name = Part("name", translate("organisations", "Name"), "text")
            told = translate("organisations", "the new organisation")
            lines.insert(0, Line(NEW, told, (name,), self._problems.get(NEW, "")))
        may = may_administer(self._workspace)
        self._page.lines.show_lines(lines)
        self._page.lines.setEnabled(may)
        self._page.add.setVisible(may)
        self._page.more.setText(_more_words(len(found)))
        self._page.more.setVisible(bool(self._page.more.text()))
        self._page.order_tabs()

    def _every(self) -> list[Organisation]:
        return [each for each in self._workspace.all(Organisation) if each.merged_into is None]

    def _line(self, organisation: Organisation) -> Line:
        name, domains = harmless(organisation.name), ", ".join(organisation.domains)
        hint = "example.com, example.org"
        return Line(
            organisation.id,
            name,
            (
                Part("name", translate("organisations", "Name"), "text", (name,), share=45),
                Part(
                    "domains",
                    translate("organisations", "Domains"),
                    "text",
                    (domains,) if domains else (),
                    hint=hint,
                    share=55,
                ),
            ),
            self._problems.get(organisation.id, ""),
            can_go=False,
        )

    def _on_add(self) -> None:
        self._is_adding = True
        self.refresh()
        self._page.lines.focus_line(NEW)

    def _on_removed(self, _id: str) -> None:
        self._is_adding, self._problems = False, {}
        self.refresh()
        self._page.add.setFocus()

    def _on_changed(self, id: str, part: str, values: tuple[str, ...]) -> None:
        self._problems = {}
        if part == "domains":
            self._give(OrganisationId(id), values[0] if values else "")
        elif values:
            self._name(id, values[0].strip())
        self.refresh()

    def _name(self, id: str, name: str) -> None:
        same = (each for each in self._every() if each.name.casefold() == name.casefold())
        if any(each.id != id for each in same):
            told = translate("organisations", "There is an organisation of this name already")
            self._problems = {id: told}
        elif id == NEW:
            self._is_adding = False
            self._page.finder.clear()
            self._does(lambda: intents.create_organisation(self._workspace, name=name))
        else:
            self._does(lambda: self._change(OrganisationId(id), name=name))

    def _give(self, id: OrganisationId, text: str) -> None:
        """These are its domains, unless one is none or another's."""
        domains = tuple(dict.fromkeys(address_key(each) for each in text.replace(",", " ").split()))
        bad = next((each for each in domains if "@" in each or "." not in each), None)
        taken = next(
            (
                (domain, each)
                for each in self._every()
                for domain in domains
                if each.id != id and domain in each.domains
            ),
            None,
        )
        if bad is not None:
            told = translate("organisations", "{domain} is no domain: type one like example.com")
            self._problems = {id: told.format(domain=harmless(bad))}
        elif taken is not None:
            told = translate(
                "organisations", "{domain} belongs to {name}: take it away there first"
            )
            self._problems = {id: told.format(domain=taken[0], name=harmless(taken[1].name))}
        else:
            self._does(lambda: self._change(id, domains=domains))

    def _change(self, id: OrganisationId, **changes: object) -> None:
        intents.change_organisation(self._workspace, organisation=id, **changes)

    def _does(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)


def _searched(organisation: Organisation) -> str:
    return " ".join((organisation.name, *organisation.domains)).casefold()


def _more_words(found: int) -> str:
    if not found:
        return translate("organisations", "No organisation has this name or domain.")
    if found <= MOST:
        return ""
    return plural.tr(
        "%n more: type a part of a name or a domain",
        "1 more: type a part of its name",
        found - MOST,
    )
