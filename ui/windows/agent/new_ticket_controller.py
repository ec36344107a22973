# SPDX-License-Identifier: Apache-2.0
"""Makes tickets: finds or enters the customer, keeps the draft, and hands the ticket on."""

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app import intents
from app.client import Client
from app.errors import BadText, ClientError
from app.outbox.drafts import Draft
from app.outbox.texts import check_text
from app.workspace.changes import Changes
from sync_server.contract.entities import PRIORITIES, Contact, Organisation
from sync_server.contract.ids import AgentId, CategoryId, ContactId, TagId, TeamId, TicketId
from ui.models.people import contact_name
from ui.models.words import number_words, translate
from ui.slots import Spawn
from ui.widgets.choice import Choice
from ui.widgets.customer_card import CustomerValue
from ui.widgets.customer_picker import NEWCOMER
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign
from ui.windows.agent.choices import NOBODY, assignees, categories, priorities, tags, teams
from ui.windows.agent.customer_finder import CustomerFinder
from ui.windows.agent.draft_files import DraftFiles
from ui.windows.agent.drafts import NEW_TICKET
from ui.windows.agent.new_ticket import NEXT, TEAM, WRITE, NewTicketPanel
from ui.windows.agent.next_status import AS_IT_IS, next_status, status_choices
from ui.windows.agent.troubles import trouble_words

PAUSE_MS: Final = 400
LONGEST_TEXT: Final = 65_536


class NewTicket(QObject):
    """Everything behind the panel.

    Signals: `made(ticket id)`; `ticket_chosen(ticket id)` when it was about one that is open.
    """

    made = Signal(str)
    ticket_chosen = Signal(str)

    def __init__(
        self, client: Client, panel: NewTicketPanel, spawn: Spawn, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._workspace = client.workspace
        self._panel = panel
        self._spawn = spawn
        self._files = DraftFiles(client, spawn, panel)
        self._creates = False
        self._finder = CustomerFinder(client.workspace)
        self._customer: ContactId | None = None
        self._enters = False
        self._fills = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._connect()
        self._clear()

    def open(self, customer: ContactId | None = None) -> None:
        """Show the panel with the draft that was left, or for a customer."""
        self._offer_choices()
        if self._panel.isHidden():
            self._panel.open(self._panel.customer.search.input)
            self._spawn(self._restore(customer), name="find the draft of a new ticket")

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self._finder.take(changes)

    def keep(self) -> None:
        """Make what is written safe now."""
        self._pause.stop()
        drafts = self._workspace.drafts
        details = self._details()
        text = self._panel.text.editor.toPlainText()
        files = self._files.files
        if details.keys() <= {"kind"} and not text.strip() and not files:
            drafts.drop(NEW_TICKET, "reply")
            self._panel.say("")
        else:
            drafts.put(NEW_TICKET, "reply", Draft(text=text, files=files, details=details))
            self._panel.say(translate("new_ticket", "Draft is kept"))

    def create(self) -> None:
        """Make the ticket; what is missing is said beside its field.

        It waits until every file is in the outbox's care, which takes no network.
        """
        if not self._is_complete():
            return
        self._creates = not self._files.is_ready
        if self._creates:
            return
        try:
            ticket = self._create()
        except BadText as error:
            self._explain(error)
            return
        except ClientError as error:
            self._panel.say(trouble_words(error), wrong=True)
            return
        self._pause.stop()
        self._workspace.drafts.drop(NEW_TICKET, "reply")
        self._clear()
        self._panel.close_panel()
        self.made.emit(ticket)

    # -- the customer ----------------------------------------------------------------------------

    def _on_searched(self, text: str) -> None:
        found = [self._choice(contact) for contact in self._finder.find(text)]
        word = text.strip()
        if word:
            told = translate("new_ticket", "New customer \u201c{name}\u201d").format(name=word)
            found.append(Choice(NEWCOMER, told, Sign("icon", "plus")))
        self._panel.customer.show_found(found)
        self._on_edited()

    def _choice(self, contact: Contact) -> Choice:
        name = contact_name(self._workspace, contact.id)
        sign = Sign("avatar", initials_of(name), avatar_index(contact.id))
        return Choice(contact.id, name, sign, self._about(contact))

    def _about(self, contact: Contact) -> str:
        company = self._workspace.get(Organisation, contact.organisation)
        parts = ["" if company is None else company.name, *contact.emails[:1], *contact.phones[:1]]
        return " \u00b7 ".join(part for part in parts if part)

    def _on_picked(self, key: str) -> None:
        if key == NEWCOMER:
            text = self._panel.customer.search.text().strip()
            address = text if "@" in text else ""
            self._enter("" if address else text, address)
            first = self._panel.customer
            (first.name if not first.name.text() else first.address).input.setFocus()
        else:
            self._pick(ContactId(key))
            self._panel.subject.input.setFocus()
        self._on_edited()

    def _enter(self, name: str, address: str) -> None:
        self._customer, self._enters = None, True
        self._panel.customer.show_newcomer(name, address)
        self._panel.offer.offer("", ())

    def _pick(self, customer: ContactId) -> None:
        contact = self._workspace.get(Contact, customer)
        if contact is None:
            return
        self._customer, self._enters = customer, False
        name = contact_name(self._workspace, customer)
        self._panel.customer.show_customer(
            CustomerValue(
                name, initials_of(name), avatar_index(customer), role=self._about(contact)
            )
        )
        self._offer_tickets(customer, name)

    def _offer_tickets(self, customer: ContactId, name: str) -> None:
        found = self._finder.open_tickets(customer)
        told = translate("new_ticket", "{name} has {count} open tickets. Is it about one of them?")
        if len(found) == 1:
            told = translate("new_ticket", "{name} has an open ticket. Is it about this one?")
        self._panel.offer.offer(
            told.format(name=name, count=len(found)),
            [(each.id, f"{number_words(each.number)} {each.subject}") for each in found],
        )

    def _on_cleared(self) -> None:
        self._customer, self._enters = None, False
        self._panel.customer.show_search("")
        self._panel.customer.search.input.setFocus()
        self._panel.offer.offer("", ())
        self._on_edited()

    def _on_offer_chosen(self, ticket: str) -> None:
        self.keep()
        self._panel.close_panel()
        self.ticket_chosen.emit(ticket)

    # -- making it -------------------------------------------------------------------------------

    def _is_complete(self) -> bool:
        panel, picker = self._panel, self._panel.customer
        writes = panel.kind.key == WRITE
        missing = []
        if writes and self._customer is None and not self._enters:
            picker.search.set_error(translate("new_ticket", "Choose who the ticket is for."))
            missing.append(picker.search.input)
        if writes and self._enters and not picker.name.text().strip():
            picker.name.set_error(translate("new_ticket", "Enter a name."))
            missing.append(picker.name.input)
        if writes and self._enters and not _is_address(picker.address.text()):
            picker.address.set_error(translate("new_ticket", "Enter an address like a@b.example."))
            missing.append(picker.address.input)
        if not panel.subject.text().strip():
            panel.subject.set_error(translate("new_ticket", "Enter a subject."))
            missing.append(panel.subject.input)
        text = panel.text.editor.toPlainText()
        empty = not text.strip() or len(text) > LONGEST_TEXT
        told = translate("new_ticket", "Write something first.") if empty else ""
        if len(text) > LONGEST_TEXT:
            told = translate("new_ticket", "This text is too long to be sent at once.")
        panel.text.set_error(told)
        if missing:
            missing[0].setFocus()
        elif empty:
            panel.text.editor.setFocus()
        return not missing and not empty

    def _create(self) -> TicketId:
        panel, workspace = self._panel, self._workspace
        writes = panel.kind.key == WRITE
        subject, text = panel.subject.text().strip(), panel.text.editor.toPlainText()
        check_text("text", text)  # before anything is made: a ticket without its reply is no use
        customer = self._the_customer() if writes else None
        opened = intents.open_ticket(
            workspace,
            subject=subject,
            text=subject if writes else text,
            requester=customer,
            files=() if writes else self._files.files,
            **self._chosen(),
        )
        after = next_status(panel.fields[NEXT].key, workspace.now_us())
        if writes:
            # What is written goes to the customer; the ticket itself begins with its subject.
            intents.reply(
                workspace,
                ticket=opened.ticket,
                text=text,
                hold_s=self._client.settings.number("undo_send_s"),
                status=after.status,
                files=self._files.files,
            )
        if after.status is not None and (not writes or after.wake_at is not None):
            intents.set_status(
                workspace, ticket=opened.ticket, status=after.status, wake_at=after.wake_at
            )
        return opened.ticket

    def _create_solved(self) -> None:
        self._panel.fields[NEXT].set_keys(("solved",))
        self.create()

    def _the_customer(self) -> ContactId | None:
        if not self._enters:
            return self._customer
        picker = self._panel.customer
        name, address = picker.name.text().strip(), picker.address.text().strip()
        self._pick(intents.create_contact(self._workspace, name=name, emails=(address,)))
        return self._customer

    def _chosen(self) -> dict[str, Any]:
        fields = self._panel.fields
        set_ = {
            name: button.key for name, button in fields.items() if button.key not in ("", NOBODY)
        }
        return {
            "team": TeamId(set_["team"]) if "team" in set_ else None,
            "assignee": AgentId(set_["assignee"]) if "assignee" in set_ else None,
            "priority": next(each for each in PRIORITIES if each == fields["priority"].key),
            "category": CategoryId(set_["category"]) if "category" in set_ else None,
            "tags": tuple(TagId(_word(tag)) for tag in fields["tags"].keys if _word(tag)),
        }

    def _explain(self, error: BadText) -> None:
        told = translate("ticket", "This character cannot be sent. Remove it, then send again.")
        if error.field == "subject":
            self._panel.subject.set_error(told)
        else:
            self._panel.text.set_error(told)
            self._panel.text.editor.mark(error.position)

    # -- the draft -------------------------------------------------------------------------------

    def _details(self) -> dict[str, str]:
        panel, picker = self._panel, self._panel.customer
        found = {
            "subject": panel.subject.text(),
            "customer": self._customer or "",
            "search": "" if self._customer or self._enters else picker.search.text(),
            "name": picker.name.text() if self._enters else "",
            "address": picker.address.text() if self._enters else "",
            "tags": "\n".join(panel.fields["tags"].keys),
        }
        for name in ("team", "category"):
            found[name] = panel.fields[name].key.replace(NOBODY, "")
        if panel.fields["priority"].key != "normal":
            found["priority"] = panel.fields["priority"].key
        if panel.fields["assignee"].key != self._workspace.me:
            found["assignee"] = panel.fields["assignee"].key
        if panel.fields[NEXT].key != AS_IT_IS:
            found[NEXT] = panel.fields[NEXT].key
        kept = {name: value for name, value in found.items() if value}
        return {"kind": panel.kind.key, **kept}

    async def _restore(self, customer: ContactId | None) -> None:
        draft = await self._workspace.drafts.get(NEW_TICKET, "reply")
        if draft is not None and self._details().keys() <= {"kind"}:
            self._show(draft)
        if customer is not None:
            self._pick(customer)
            self._panel.subject.input.setFocus()

    def _show(self, draft: Draft) -> None:
        panel, details = self._panel, draft.details
        self._fills = True
        panel.kind.set_key(details.get("kind", WRITE))
        self._show_kind()
        panel.subject.set_text(details.get("subject", ""))
        panel.text.editor.show_text(draft.text)
        self._files.set_files(draft.files)
        self._show_files()
        for name, button in panel.fields.items():
            if name == "tags":
                button.set_keys(details.get(name, "").split())
            elif name in details:
                button.set_keys((details[name],))
        if "customer" in details:
            self._pick(ContactId(details["customer"]))
        elif "name" in details or "address" in details:
            self._enter(details.get("name", ""), details.get("address", ""))
        elif "search" in details:
            panel.customer.show_search(details["search"])
        panel.say(translate("new_ticket", "Draft is kept"))
        self._fills = False

    def _clear(self) -> None:
        panel = self._panel
        self._fills = True
        self._customer, self._enters = None, False
        panel.kind.set_key(WRITE)
        panel.customer.show_search("")
        panel.offer.offer("", ())
        panel.subject.set_text("")
        panel.text.editor.show_text("")
        self._files.set_files(())
        self._show_files()
        panel.text.set_error("")
        panel.say("")
        for button in panel.fields.values():
            button.set_keys(())
        panel.fields["priority"].set_keys(("normal",))
        panel.fields[NEXT].set_keys((AS_IT_IS,))
        panel.fields["assignee"].set_keys((self._workspace.me or NOBODY,))
        self._show_kind()
        self._fills = False

    # -- files -----------------------------------------------------------------------------------

    def _show_files(self) -> None:
        self._panel.text.files.show_files(self._files.attachments)

    def _choose_files(self) -> None:
        self._files.choose(self._panel)

    def _on_file_taken(self) -> None:
        if self._creates:
            self.create()

    def _on_file_failed(self) -> None:
        self._creates = False

    # -- showing ---------------------------------------------------------------------------------

    def _offer_choices(self) -> None:
        workspace, fields = self._workspace, self._panel.fields
        team = fields["team"].key
        fields["team"].set_choices(tuple(teams(workspace)))
        known = TeamId(team) if team and team != NOBODY else None
        fields["assignee"].set_choices(tuple(assignees(workspace, known)))
        fields["priority"].set_choices(priorities())
        fields["category"].set_choices(tuple(categories(workspace)))
        fields["tags"].set_choices(tuple(tags(workspace)))
        fields[NEXT].set_choices(status_choices(workspace.now_us()))

    def _show_kind(self) -> None:
        panel, writes = self._panel, self._panel.kind.key != TEAM
        panel.customer.setVisible(writes)
        if not writes:
            panel.offer.hide()
        elif self._customer is not None:
            self._pick(self._customer)
        label = translate("new_ticket", "Message")
        hint = translate("new_ticket", "Goes to the customer as a reply")
        if not writes:
            label = translate("new_ticket", "What is to be done")
            hint = translate("new_ticket", "Only your team sees this")
        panel.text.set_label(label, hint)

    def _on_kind_chosen(self) -> None:
        self._show_kind()

    def _on_edited(self) -> None:
        if not self._fills:
            self._panel.say("")
            self._panel.text.set_error("")
            self._pause.start()

    def _connect(self) -> None:
        panel = self._panel
        panel.kind.chosen.connect(self._on_kind_chosen)
        panel.customer.searched.connect(self._on_searched)
        panel.customer.picked.connect(self._on_picked)
        panel.customer.cleared.connect(self._on_cleared)
        panel.offer.chosen.connect(self._on_offer_chosen)
        panel.fields["team"].changed.connect(self._offer_choices)
        panel.edited.connect(self._on_edited)
        panel.create_requested.connect(self.create)
        panel.solve_requested.connect(self._create_solved)
        panel.text.attach_requested.connect(self._choose_files)
        panel.text.editor.image_pasted.connect(self._files.attach_image)
        panel.text.editor.files_pasted.connect(self._files.attach_names)
        panel.text.files.removed.connect(self._files.remove)
        panel.dropped.connect(self._files.drop)
        self._files.shown.connect(self._show_files)
        self._files.changed.connect(self._on_edited)
        self._files.taken.connect(self._on_file_taken)
        self._files.failed.connect(self._on_file_failed)
        panel.closed.connect(self.keep)


def _word(tag: str) -> str:
    """A tag as it is written: small letters and hyphens."""
    return "-".join(tag.lower().replace(",", " ").replace("/", " ").split())


def _is_address(text: str) -> bool:
    name, at, domain = text.strip().partition("@")
    return bool(at and name and domain) and not any(each.isspace() for each in text.strip())
