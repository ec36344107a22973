# SPDX-License-Identifier: Apache-2.0
"""A customer is changed where they are shown; what is not saved yet waits for its customer."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import intents
from app.errors import BadText, ClientError
from app.workspace.workspace import Workspace
from sync_server.contract.commands import ChangeContact, given
from sync_server.contract.entities import Contact, Organisation
from sync_server.contract.ids import ContactId, TicketId
from sync_server.contract.refusals import Refusal
from ui.models.told_below import refusal_sentence
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.contact_form import NEW, ContactValue
from ui.widgets.customer_profile import CustomerProfile
from ui.windows.agent.choices import NOBODY
from ui.windows.agent.contacts.checking import (
    COMPANY,
    Wrong,
    changes_between,
    contact_value,
    with_changes,
    wrong_with,
)
from ui.windows.agent.troubles import trouble_words


@dataclass(frozen=True, slots=True)
class _Unsaved:
    """What stands in a form: `before` is the customer as the person saw them when they began,
    without an id one who is not entered yet.
    """

    before: ContactValue
    now: ContactValue
    contact: ContactId | None
    wrong: Wrong | None = None


class ContactEditing(QObject):
    """The form of one window: for the customer of the ticket that is shown, or for a new one.

    Emits `entered(contact id)` when somebody new was saved.
    """

    entered = Signal(str)

    def __init__(
        self, workspace: Workspace, profile: CustomerProfile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._profile = profile
        self._form = profile.form
        self._ticket: TicketId | None = None
        self._contact: ContactId | None = None
        self._unsaved: dict[str, _Unsaved] = {}
        self._form.save_requested.connect(self.save)
        self._form.left.connect(self.leave)
        self._form.edited.connect(self._keep)

    def show(self, ticket: TicketId, contact: ContactId | None) -> None:
        """Somebody is shown: with what was not saved of them, if there is something."""
        if (ticket, contact) != (self._ticket, self._contact):
            self._ticket, self._contact = ticket, contact
            self._show_form()

    def begin(self) -> None:
        """Change whoever is shown."""
        contact = self._workspace.get(Contact, self._contact)
        if contact is not None:
            value = contact_value(contact)
            self._unsaved.setdefault(contact.id, _Unsaved(value, value, contact.id))
            self._show_form()
            self._form.go_to("name")

    def enter(self, value: ContactValue) -> None:
        """Somebody new, of whom this much is known."""
        if self._ticket is not None:
            self._unsaved[_new(self._ticket)] = _Unsaved(ContactValue(), value, None)
            self._show_form()
            self._form.go_to("name")

    def leave(self) -> None:
        """Drop what is not saved."""
        self._unsaved.pop(self._place, None)
        self._show_form()

    def save(self) -> None:
        """Change what is another value; what cannot be is said at its field."""
        self._keep()
        unsaved = self._unsaved.get(self._place)
        if unsaved is None:
            return
        wrong = wrong_with(self._workspace, unsaved.now, contact=unsaved.contact)
        wrong = wrong or self._overtaken(unsaved) or self._submit(unsaved)
        if wrong is not None:
            self._form.set_error(*wrong)
            self._form.go_to(wrong[0])

    def take_refused(self, command: ChangeContact, refusal: Refusal) -> bool:
        """Bring a change back that was not accepted; whether its customer is the one shown."""
        contact = self._workspace.get(Contact, command.contact)
        if contact is None:
            return False
        before = contact_value(contact)
        wrong = (refusal.field or "", refusal_sentence(refusal, command))
        back = _Unsaved(before, with_changes(before, _changes_of(command)), contact.id)
        self._unsaved[contact.id] = replace(self._unsaved.get(contact.id, back), wrong=wrong)
        is_shown = self._place == contact.id
        if is_shown:
            self._show_form()
        return is_shown

    # -- inside --------------------------------------------------------------------------------

    @property
    def _place(self) -> str:
        """Under which key the form that is shown is kept; somebody new comes first."""
        new = "" if self._ticket is None else _new(self._ticket)
        return new if new in self._unsaved else self._contact or ""

    def _show_form(self) -> None:
        unsaved = self._unsaved.get(self._place)
        if unsaved is not None:
            self._form.show_value(unsaved.now, self._companies())
        self._profile.show_form(unsaved is not None)
        if unsaved is not None and unsaved.wrong is not None:
            self._form.set_error(*unsaved.wrong)

    def _companies(self) -> tuple[Choice, ...]:
        found = [each for each in self._workspace.all(Organisation) if each.merged_into is None]
        found.sort(key=lambda each: each.name.casefold())
        none = Choice(NOBODY, translate("contact", "No company"))
        return (none, *(Choice(each.id, each.name) for each in found))

    def _keep(self) -> None:
        unsaved = self._unsaved.get(self._place)
        if unsaved is not None:
            value = self._form.value()
            now = replace(value, company="" if value.company == NOBODY else value.company)
            self._unsaved[self._place] = replace(unsaved, now=now, wrong=None)

    def _overtaken(self, unsaved: _Unsaved) -> Wrong | None:
        """A field that somebody else set meanwhile; saving once more sets it all the same."""
        contact = self._workspace.get(Contact, unsaved.contact)
        if contact is None:
            return None
        now = contact_value(contact)
        mine = changes_between(unsaved.before, unsaved.now)
        theirs = changes_between(unsaved.before, now)
        clash = sorted(mine.keys() & theirs.keys() & changes_between(now, unsaved.now).keys())
        seen = {field: value for field, value in theirs.items() if field not in clash[1:]}
        self._unsaved[self._place] = replace(
            unsaved,
            before=with_changes(unsaved.before, seen),
            now=with_changes(now, mine),
        )
        if not clash:
            return None
        self._show_form()
        told = translate("contact", "Somebody changed this meanwhile. Save again to set yours.")
        return clash[0], told

    def _submit(self, unsaved: _Unsaved) -> Wrong | None:
        contact = unsaved.contact
        try:
            unsaved = self._with_company(unsaved)
        except ClientError as error:
            return COMPANY, trouble_words(error)
        changes = changes_between(unsaved.before, unsaved.now)
        try:
            if contact is None:
                contact = intents.create_contact(self._workspace, **changes)
            elif changes:
                intents.change_contact(self._workspace, contact=contact, **changes)
        except BadText as error:
            return error.field, trouble_words(error)
        except ClientError as error:
            return "", trouble_words(error)
        self.leave()
        if unsaved.contact is None:
            self.entered.emit(contact)
        return None

    def _with_company(self, unsaved: _Unsaved) -> _Unsaved:
        """A company that is not entered yet is, once: also if the customer cannot be saved then."""
        name = unsaved.now.company
        if not name.startswith(NEW):
            return unsaved
        company = intents.create_organisation(self._workspace, name=name.removeprefix(NEW))
        unsaved = replace(unsaved, now=replace(unsaved.now, company=company))
        self._unsaved[self._place] = unsaved
        self._show_form()
        return unsaved


def _new(ticket: TicketId) -> str:
    return f"new {ticket}"


def _changes_of(command: ChangeContact) -> dict[str, Any]:
    """What the form can show of a command."""
    names = ("name", "emails", "phones", "organisation", "vip", "notes")
    return given(command, names)
