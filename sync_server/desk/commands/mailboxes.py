# SPDX-License-Identifier: Apache-2.0
"""Commands on mailboxes: connecting, changing, and whether they work."""

from typing import Final

from sync_server.config import is_loopback
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import ChangeMailbox, ConnectMailbox, ReportMailbox, given
from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import MailboxId, SecretId
from sync_server.contract.placeholders import is_template, unknown_in
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import administers, hub_only
from sync_server.desk.commands.given import check_bases
from sync_server.desk.commands.references import usable_team
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

SERVER_FIELDS: Final = (
    "imap_host",
    "imap_port",
    "imap_security",
    "imap_folder",
    "smtp_host",
    "smtp_port",
    "smtp_security",
    "user",
    "secret",
)
"""How a mailbox is reached: with another value of one of them it has to be tried anew."""

_FIELDS: Final = (
    *("name", "team", "signature", "template", "html_template"),
    *("quote", "acknowledge", "disabled"),
    *SERVER_FIELDS,
)


@handles(ConnectMailbox, policy=administers, audit="configuration")
def handle_connect_mailbox(unit: Unit, command: ConnectMailbox) -> None:
    """Enter a mailbox. Refused: exists, when the desk has one with this address, bad_value, for a
    signature with a field that there is not, and no_secret.
    """
    address = address_key(command.address)
    if unit.roster.is_ours(address):
        raise Refused(Code.EXISTS, "address")
    if command.team is not None:
        usable_team(unit, command.team)
    _check_signature(command.signature)
    _check_secret(unit, command.secret, command.mailbox)
    mailbox = Mailbox(
        id=command.mailbox,
        address=address,
        name=command.name,
        team=command.team,
        signature=command.signature,
        quote=command.quote,
        acknowledge=command.acknowledge,
        start=command.start,
        state_at=unit.now,
        **{name: getattr(command, name) for name in SERVER_FIELDS},
    )
    _check_security(mailbox)
    unit.insert(mailbox)


@handles(ChangeMailbox, policy=administers, audit="configuration")
def handle_change_mailbox(unit: Unit, command: ChangeMailbox) -> None:
    """Change what is given. Other servers or another password: it is as new.

    Refused: bad_value, for a template without one place for the message or a text with a field that
    there is not, and no_secret.
    """
    mailbox = unit.get(Mailbox, command.mailbox)
    changes = given(command, _FIELDS)
    _check_signature(changes.get("signature") or "")
    for name in ("template", "html_template"):
        if changes.get(name) and not is_template(changes[name]):
            raise Refused(Code.BAD_VALUE, name)
    if changes.get("team") is not None:
        usable_team(unit, changes["team"])
    if changes.get("secret") is not None:
        _check_secret(unit, changes["secret"], mailbox.id)
    check_bases(unit, mailbox, changes, base=command.base)
    if any(getattr(mailbox, name) != value for name, value in changes.items()):
        if not changes.keys().isdisjoint({*SERVER_FIELDS, "disabled"}):
            changes |= {"state": "new", "problem": "", "state_at": unit.now}
        _check_security(unit.update(mailbox, **changes))


@handles(ReportMailbox, policy=hub_only, audit="configuration")
def handle_report_mailbox(unit: Unit, command: ReportMailbox) -> None:
    """Note how a mailbox does; the same again changes nothing."""
    mailbox = unit.find(Mailbox, command.mailbox)
    if mailbox is None or (mailbox.state, mailbox.problem) == (command.state, command.problem):
        return
    unit.update(mailbox, state=command.state, problem=command.problem, state_at=unit.now)


def _check_secret(unit: Unit, secret: SecretId, mailbox: MailboxId) -> None:
    """A password that is not named within a day is forgotten, and a command may come later.

    Another mailbox's counts as none: it would be shown to servers that are not that mailbox's.
    """
    theirs = {each.secret for each in unit.roster.mailboxes.values() if each.id != mailbox}
    if secret in theirs or not unit.lookup.has_secret(secret):
        raise Refused(Code.NO_SECRET, "secret")


def _check_signature(text: str) -> None:
    """A field that there is not would stand in every mail to a customer."""
    if unknown_in(text):
        raise Refused(Code.BAD_VALUE, "signature")


def _check_security(mailbox: Mailbox) -> None:
    """Refuse to send a password in the clear to another machine."""
    for kind in ("imap", "smtp"):
        plain = getattr(mailbox, f"{kind}_security") == "plain"
        if plain and not is_loopback(getattr(mailbox, f"{kind}_host")):
            raise Refused(Code.BAD_VALUE, f"{kind}_security")
