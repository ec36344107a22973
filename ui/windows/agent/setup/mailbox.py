# SPDX-License-Identifier: Apache-2.0
"""Connecting a mailbox: guesses its servers, has the server try it, and connects what works.

The password goes from its input into the question to the server and nowhere else: what connects
the mailbox is the name under which the server keeps it.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtGui import QGuiApplication

from app import intents
from app.client import Client
from app.errors import AskRefused, ClientError, NotConnected
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import Security, StartWith
from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import SecretId, TeamId
from sync_server.contract.mail_providers import MailServers, guess_servers
from sync_server.contract.queries import TestMailbox, TestReport
from ui.models.mail_hosts import clean_host, is_host
from ui.models.moments import time_of_day
from ui.models.people import working_teams
from ui.models.setup_steps import usual_team
from ui.models.told_below import refusal_sentence
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets.choice import Choice
from ui.widgets.mailbox_form import MailboxForm
from ui.widgets.setup_value import MailboxValue
from ui.windows.agent.recipients import is_address
from ui.windows.agent.setup.step import AskingStep
from ui.windows.agent.setup.trial_words import has_failed, has_warned, problems_of, trial_value

_PORTS: Final = {
    "imap": ("993 tls", "143 starttls"),
    "smtp": ("465 tls", "587 starttls"),
}
_HOSTS: Final = ("imap", "smtp")
_STARTS: Final[dict[StartWith, str]] = {
    "none": str(QT_TRANSLATE_NOOP("setup", "stays as it is")),
    "unread": str(QT_TRANSLATE_NOOP("setup", "unread becomes tickets")),
    "recent": str(QT_TRANSLATE_NOOP("setup", "last 14 days become tickets")),
}
_TRIED: Final = frozenset({"address", "password", "imap_host", "smtp_host", "user", "imap", "smtp"})
"""With another one of these, the trial says nothing any more."""


class MailboxSetup(AskingStep):
    """Behind the form of a mailbox.

    Signals: `tried()` when a trial came out well: the form shows it; `connected()`.
    """

    tried = Signal()
    connected = Signal()

    def __init__(
        self, client: Client, form: MailboxForm, *, spawn: Spawn, say: Callable[[str], object]
    ) -> None:
        super().__init__(client, form, spawn=spawn, say=say)
        self._form = form
        self._mailbox: Mailbox | None = None
        self._secret: SecretId | None = None
        self._record = ""
        self._runs = 0
        self._by_hand: set[str] = set()
        form.edited.connect(self._on_edited)
        form.left.connect(self._on_left)
        form.test_requested.connect(self.test)
        form.connect_requested.connect(self.connect_mailbox)
        form.record_requested.connect(self._on_record)

    def begin(self, mailbox: Mailbox | None = None) -> None:
        """An empty form, or that of a mailbox which has to be put right."""
        self._mailbox, self._by_hand = mailbox, set()
        self._forget_trial()
        self._form.forget_password()
        self._form.show_problems({})
        self._offer_start()
        self._offer_teams("" if mailbox is None else mailbox.team or "")
        value = MailboxValue(
            imap="993 tls", smtp="465 tls", start="none", team=self._form.choices["team"].key
        )
        if mailbox is not None:
            self._by_hand = {"imap_host", "smtp_host", "imap", "smtp", "user"}
            value = MailboxValue(
                address=mailbox.address,
                imap_host=mailbox.imap_host,
                imap=f"{mailbox.imap_port} {mailbox.imap_security}",
                smtp_host=mailbox.smtp_host,
                smtp=f"{mailbox.smtp_port} {mailbox.smtp_security}",
                user=mailbox.user,
                team=mailbox.team or "",
                start=mailbox.start,
            )
        self._show(value)

    def refresh_teams(self) -> None:
        """Teams have changed; what was chosen stays while it is there."""
        self._offer_teams(self._form.choices["team"].key)

    # -- trying --------------------------------------------------------------------------------

    def test(self) -> None:
        """Have the server try what is typed, once it can be what it should."""
        self._clean()
        question = self._question()
        if question is not None:
            self._forget_trial()
            self._runs += 1
            told = translate("setup", "Reading, sending, and waiting for our own mail to come back")
            self._form.set_running(True, told)
            self._spawn(self._try(question, self._runs), name="try a mailbox")

    async def _try(self, question: TestMailbox, run: int) -> None:
        told, report = "", TestReport(steps=())
        try:
            report = await self._client.ask(question)
        except NotConnected:
            told = translate("setup", "The test needs the connection to the server. Try again")
        except AskRefused as refused:
            told = refusal_sentence(refused.refusal)
        if run != self._runs:
            return
        self._form.set_running(False, told)
        if not told:
            self._show_report(question, report)

    def _show_report(self, question: TestMailbox, report: TestReport) -> None:
        trial = trial_value(question, report, at=time_of_day(self._workspace.now_us()))
        self._form.show_trial(trial)
        self._record = trial.record
        problems = problems_of(report)
        self._form.show_problems(problems)
        self._secret = None if has_failed(report) else report.secret
        self._form.set_ready(self._secret is not None)
        if self._secret is None:
            told = translate("setup", "Mailbox test failed")
            self.happened.emit("circle-alert", told)
            first = next(iter(problems), "")
            if first:
                self._form.fields[first].input.setFocus()
            return
        passed = translate("setup", "Mailbox test passed")
        warned = translate("setup", "Mailbox test passed, with a warning")
        self.happened.emit("check", warned if has_warned(report) else passed)
        self.tried.emit()

    # -- connecting ----------------------------------------------------------------------------

    def connect_mailbox(self) -> None:
        """Connect what has just been tried."""
        question, secret = self._question(needs_password=False), self._secret
        if question is None or secret is None:
            return
        value = self._form.value()
        team = TeamId(value.team) if value.team else None
        try:
            known = self._mailbox or self._at(question.address)
            if known is None:
                start = next(each for each in _STARTS if each == value.start)
                intents.connect_mailbox(
                    self._workspace, tried=question, secret=secret, team=team, start=start
                )
            else:
                self._change(known, question, secret, team=team)
        except ClientError as error:
            self.troubled.emit(error)
            return
        self._forget_trial()
        self._form.forget_password()
        self.connected.emit()

    def _change(
        self, mailbox: Mailbox, tried: TestMailbox, secret: SecretId, *, team: TeamId | None
    ) -> None:
        intents.change_mailbox(
            self._workspace,
            mailbox=mailbox.id,
            imap_host=tried.imap_host,
            imap_port=tried.imap_port,
            imap_security=tried.imap_security,
            smtp_host=tried.smtp_host,
            smtp_port=tried.smtp_port,
            smtp_security=tried.smtp_security,
            user=tried.user,
            secret=secret,
            team=team,
            disabled=False,
        )

    # -- the form ------------------------------------------------------------------------------

    def _on_edited(self, name: str) -> None:
        if name in ("imap_host", "smtp_host", "imap", "smtp", "user"):
            self._by_hand.add(name)
        if name == "address":
            self._guess()
        if name in _TRIED:
            self._forget_trial()

    def _on_left(self, name: str) -> None:
        if name in ("imap_host", "smtp_host"):
            self._clean()

    def _on_record(self) -> None:
        QGuiApplication.clipboard().setText(self._record)
        self._say(translate("setup", "Record copied"))

    def _forget_trial(self) -> None:
        self._runs += 1
        self._secret, self._record = None, ""
        self._form.set_running(False)
        self._form.show_trial(None)
        self._form.set_ready(False)

    def _guess(self) -> None:
        """The servers follow from the address, as far as nobody has typed others."""
        address = self._form.fields["address"].text().strip()
        if not is_address(address):
            return
        guessed = guess_servers(address)
        hint = translate("setup", guessed.hint) if guessed.hint else ""
        self._form.fields["password"].set_hint(hint)
        for name, text in (
            ("imap_host", guessed.imap_host),
            ("smtp_host", guessed.smtp_host),
            ("user", address),
        ):
            if name not in self._by_hand:
                self._form.fill(name, text)
        for kind in _HOSTS:
            if not {kind, f"{kind}_host"} & self._by_hand:
                port, security = _port_of(guessed, kind)
                self._choose_port(kind, f"{port} {security}")

    def _clean(self) -> None:
        """Take away what is no part of a server's name; a port in it becomes the chosen one."""
        for kind in _HOSTS:
            field = self._form.fields[f"{kind}_host"]
            host, port = clean_host(field.text())
            if host != field.text():
                self._form.fill(f"{kind}_host", host)
            if host and not is_host(host):
                field.set_error(_no_host())
            if port is not None:
                _, _, security = self._form.choices[kind].key.partition(" ")
                self._choose_port(kind, f"{port} {security}")

    def _choose_port(self, kind: str, key: str) -> None:
        """Offer the usual ports and this one, and choose it."""
        port = key.partition(" ")[0]
        known = {each.partition(" ")[0] for each in _PORTS[kind]}
        own = () if port in known else (f"{port} tls", f"{port} starttls")
        keys = dict.fromkeys((*_PORTS[kind], *own, key))
        choices = [Choice(each, _port_words(each)) for each in keys]
        self._form.set_choices(kind, choices)
        self._form.choices[kind].set_keys((key,))

    def _question(self, *, needs_password: bool = True) -> TestMailbox | None:
        """What is to be tried; else says at each input what is missing."""
        value, problems = self._form.value(), dict[str, str]()
        if not is_address(value.address):
            problems["address"] = translate("setup", "Type an address like help@example.com")
        elif self._mailbox is None and self._is_connected(value.address):
            problems["address"] = translate("setup", "This mailbox is connected already")
        if needs_password and not self._form.password:
            problems["password"] = translate("setup", "Type the password of the mailbox")
        for kind in _HOSTS:
            if not is_host(getattr(value, f"{kind}_host")):
                problems[f"{kind}_host"] = _no_host()
        if not value.user:
            problems["user"] = translate("setup", "Type the name to sign in with")
        self._form.show_problems(problems)
        if problems:
            self._form.fields[next(iter(problems))].input.setFocus()
            return None
        (imap_port, imap), (smtp_port, smtp) = map(_parted, (value.imap, value.smtp))
        return TestMailbox(
            address=value.address,
            imap_host=value.imap_host,
            imap_port=imap_port,
            imap_security=imap,
            smtp_host=value.smtp_host,
            smtp_port=smtp_port,
            smtp_security=smtp,
            user=value.user,
            password=self._form.password if needs_password else "",
            mailbox=None if self._mailbox is None else self._mailbox.id,
        )

    def _at(self, address: str) -> Mailbox | None:
        """The mailbox of an address, one that was removed too."""
        wanted = address_key(address)
        every = self._workspace.all(Mailbox)
        return next((each for each in every if each.address == wanted), None)

    def _is_connected(self, address: str) -> bool:
        known = self._at(address)
        return known is not None and not known.disabled

    def _show(self, value: MailboxValue) -> None:
        for kind in _HOSTS:
            self._choose_port(kind, getattr(value, kind))
        self._form.show_value(value)
        self._form.fields["address"].input.setReadOnly(self._mailbox is not None)

    def _offer_teams(self, chosen: str) -> None:
        """Without a choice of the person's own, the only team that there is."""
        teams = working_teams(self._workspace)
        nobody = Choice("", translate("setup", "No team"))
        self._form.set_choices("team", (*(Choice(t.id, t.name) for t in teams), nobody))
        known = {team.id for team in teams}
        first = usual_team(self._workspace) if self._mailbox is None else ""
        self._form.choices["team"].set_keys((chosen if chosen in known else first,))

    def _offer_start(self) -> None:
        self._form.set_choices(
            "start", [Choice(key, translate("setup", words)) for key, words in _STARTS.items()]
        )


def _parted(key: str) -> tuple[int, Security]:
    port, _, security = key.partition(" ")
    known: tuple[Security, ...] = ("tls", "starttls", "plain")
    return int(port), next(each for each in known if each == security)


def _port_of(guessed: MailServers, kind: str) -> tuple[int, str]:
    return getattr(guessed, f"{kind}_port"), getattr(guessed, f"{kind}_security")


def _port_words(key: str) -> str:
    port, _, security = key.partition(" ")
    plain = translate("setup", "unencrypted")
    words = {"tls": "TLS", "starttls": "STARTTLS"}.get(security, plain)
    return f"{port}, {words}"


def _no_host() -> str:
    return translate("setup", "Type a name like mail.example.com, without spaces or https://")
