# SPDX-License-Identifier: Apache-2.0
"""Sends what waits: looks at each change and at the next instant, one connection per mailbox.

The queue is the rows of messages, so nothing is held here that a killed server could lose. A mail
is claimed in a transaction of its own right before its text is sent. What was claimed and never
ended may have left; so after a crash a recipient gets at most one mail twice, with one Message-ID.
"""

import asyncio
import logging
import ssl
from typing import Final

import msgspec
from msgspec import Raw, Struct

from sync_server.channels.email.sending.journal import SENDER, Journal
from sync_server.channels.email.sending.round import Letters, Lines, Round
from sync_server.channels.email.sending.smtp import DATA_PATIENCE_S, PATIENCE_S, Trust
from sync_server.channels.email.sending.verdict import after_end, delay_s
from sync_server.channels.email.sending.waiting import MICROSECONDS, news_or_time
from sync_server.contract.commands import ReportMailbox
from sync_server.contract.ids import Instant, MailboxId
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import Secrets
from sync_server.desk.transaction import Commit
from sync_server.environment import Environment
from sync_server.store.changelog import Logged

_log = logging.getLogger(__name__)

AT_ONCE: Final = 50
"""Messages of a mailbox in one round."""

_SETTINGS: Final = frozenset(
    {"smtp_host", "smtp_port", "smtp_security", "user", "secret", "disabled"}
)
_STUCK: Final = "Mail does not leave: "
_GONE: Final = "The mailbox is disconnected. Connect it, then send again"


class _Changed(Struct, frozen=True):
    after: dict[str, Raw] = {}


_changed: Final = msgspec.json.Decoder(_Changed)


class Dispatcher:
    """Sends the desk's mail. Belongs to the event loop; `run` is its one task."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        secrets: Secrets,
        letters: Letters,
        trust: Trust = ssl.create_default_context,
        patience_s: float = PATIENCE_S,
        data_patience_s: float = DATA_PATIENCE_S,
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._journal = Journal(desk, environment)
        self._lines = Lines(secrets, trust, patience_s=patience_s, data_patience_s=data_patience_s)
        self._letters = letters
        self._lane = environment.lane("mail text")
        self._news = asyncio.Event()
        self._busy: set[MailboxId] = set()
        self._failures: dict[MailboxId, int] = {}
        self._rests: dict[MailboxId, Instant] = {}
        self._changed: set[MailboxId] = set()

    async def run(self) -> None:
        """Send until cancelled. Start it once the desk has started."""
        stop = self._desk.on_commit(self._on_commit)
        try:
            await self._journal.tidy()
            async with asyncio.TaskGroup() as group:
                while True:
                    self._news.clear()
                    next_at = await self._look(group)
                    await news_or_time(self._news, self._environment, next_at)
        finally:
            stop()

    def _on_commit(self, commit: Commit) -> None:
        for logged in commit.logged:
            if logged.kind == "mailbox":
                if _SETTINGS & _fields_of(logged):
                    self._changed.add(MailboxId(logged.id))
                    self._news.set()
            elif logged.kind == "message" and b'"waiting"' in (logged.payload or b""):
                self._news.set()
        if not commit.logged:
            self._news.set()

    async def _look(self, group: asyncio.TaskGroup) -> Instant | None:
        """Begin what can be begun; when there is more to do if nothing happens."""
        if self._desk.read_only:
            return None
        while self._changed:
            mailbox = self._changed.pop()
            self._failures.pop(mailbox, None)
            self._rests.pop(mailbox, None)
            await self._journal.hurry(mailbox)
        look = await self._journal.look()
        now = self._environment.now_us()
        self._rests = {mailbox: at for mailbox, at in self._rests.items() if at > now}
        for mailbox in look.mailboxes:
            if mailbox not in self._busy and mailbox not in self._rests:
                self._busy.add(mailbox)
                group.create_task(self._serve(mailbox), name="mail out")
        return min((at for at in (look.next_at, *self._rests.values()) if at), default=None)

    async def _serve(self, mailbox: MailboxId) -> None:
        """One round of a mailbox. What fails here holds no other mailbox."""
        works = False
        try:
            trouble = await self._round(mailbox)
            works = not trouble
            await self._report(mailbox, trouble)
        except Exception:  # noqa: BLE001 - a fault with one mail must not stop all others
            _log.exception("A round of outgoing mail failed", extra={"action": "mail_out"})
        finally:
            self._busy.discard(mailbox)
            self._news.set()
        if works:
            self._failures.pop(mailbox, None)
        else:
            failures = self._failures[mailbox] = self._failures.get(mailbox, 0) + 1
            delay = delay_s(failures, self._environment.jitter())
            self._rests[mailbox] = self._environment.now_us() + int(delay * MICROSECONDS)

    async def _round(self, id_: MailboxId) -> str:
        """Send what is due; why the mailbox can send nothing, if it cannot."""
        mailbox = self._desk.roster.mailboxes.get(id_)
        due = await self._journal.due(id_, AT_ONCE)
        if mailbox is None or mailbox.disabled:
            for message in due:
                before = await self._journal.attempts(message)
                await self._journal.end(message, after_end(before.progress, "failed", _GONE))
            return ""
        letters = Round(mailbox, self._lines, self._journal, lane=self._lane, letters=self._letters)
        await letters.run(due)
        return letters.trouble

    async def _report(self, id_: MailboxId, trouble: str) -> None:
        """Have administrators told that mail does not leave, and when it does again.

        What the reader of the mailbox has told is left as it is: it comes first.
        """
        mailbox = self._desk.roster.mailboxes.get(id_)
        if mailbox is None or mailbox.disabled:
            return
        is_ours = mailbox.state != "failing" or mailbox.problem.startswith(_STUCK)
        if trouble and is_ours:
            command = ReportMailbox(mailbox=id_, state="failing", problem=f"{_STUCK}{trouble}")
        elif not trouble and mailbox.problem.startswith(_STUCK):
            command = ReportMailbox(mailbox=id_, state="connected")
        else:
            return
        await self._desk.execute(command, SENDER)


def _fields_of(logged: Logged) -> set[str]:
    """The fields that an entry changed."""
    return set(_changed.decode(logged.payload).after) if logged.payload else set()
