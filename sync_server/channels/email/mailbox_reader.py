# SPDX-License-Identifier: Apache-2.0
"""Reads one mailbox for as long as it is connected: what waits, page by page, then what comes.

How far it has read is written down after each page, so a reader that was killed goes on there. When
the store gives its mail new UIDs, what came since a little before the last look is read again; what
the desk has already is recognised.
"""

import logging
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NoReturn

from msgspec import Struct

from sync_server.channels.email.agents_answers import NotNow
from sync_server.channels.email.entering import MAIL_DESK
from sync_server.channels.email.fetching import PAGE_MAILS, Fetcher, pages
from sync_server.channels.email.imap import RENEW_S, ImapLine, Listed, MailStore, Trust
from sync_server.channels.email.intake import Intake
from sync_server.channels.email.raw_store import RawStore
from sync_server.channels.email.reading_state import Beginning, Bookmark
from sync_server.channels.email.troubles import Trouble
from sync_server.contract.commands import ReportMailbox
from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import Instant, SecretId
from sync_server.contract.queries import TestMailbox
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import SecretLost, Secrets
from sync_server.environment import Environment
from sync_server.store.incoming import ReadingState

_log = logging.getLogger(__name__)

RECENT: Final = timedelta(days=14)
OVERLAP: Final = timedelta(days=2)
"""How much is read again when UIDs have changed: clocks differ, and a mailbox may be moved."""

CLOCKS_DIFFER: Final = 600_000_000
"""Microseconds by which the mail server's clock may be behind ours."""

POLL_S: Final = 60.0
"""Between two looks at a server that does not tell of new mail."""

FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 300.0
REFUSED_WAIT_S: Final = 60.0
LONGEST_REFUSED_WAIT_S: Final = 1800.0
LISTED_AT_ONCE: Final = 500

FULL: Final = "Mail cannot be kept: {reason}. Free some space; it is tried again by itself"
BUSY: Final = "The desk takes nothing in at the moment ({reason}). Look at `deskbell-server status`"

_EPOCH: Final = datetime.fromtimestamp(0, UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Progress(Struct):
    """How much of what waits has been taken in."""

    done: int = 0
    total: int = 0


def wait_s(failures: int, *, jitter: float, is_refusal: bool) -> float:
    """How long to wait before the next attempt after so many failures in a row, in seconds.

    Doubles up to a limit; half of it is left to chance (`jitter` in [0, 1)), so that many desks do
    not come back at once. A refused password is tried rarely: providers lock accounts.
    """
    first, longest = (
        (REFUSED_WAIT_S, LONGEST_REFUSED_WAIT_S) if is_refusal else (FIRST_WAIT_S, LONGEST_WAIT_S)
    )
    most: float = min(longest, first * 2.0 ** min(failures - 1, 20))
    return most * (0.5 + jitter / 2)


def store_of(mailbox: Mailbox | TestMailbox, password: str) -> MailStore:
    """How to reach a mailbox's mail."""
    return MailStore(
        host=mailbox.imap_host,
        port=mailbox.imap_port,
        security=mailbox.imap_security,  # type: ignore[arg-type]
        user=mailbox.user,
        password=password,
        folder=mailbox.imap_folder,
    )


class MailboxReader:
    """Reads one mailbox. Belongs to the event loop; `run` is its one task."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        mailbox: Mailbox,
        *,
        secrets: Secrets,
        intake: Intake,
        store: RawStore,
        trust: Trust = ssl.create_default_context,
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._mailbox = mailbox
        self._secrets = secrets
        self._intake = intake
        self._trust = trust
        self._lane = environment.lane(f"mailbox {mailbox.id}")
        self._bookmark = Bookmark(desk, environment, mailbox.id, self._lane)
        self._fetcher = Fetcher(mailbox.id, store)
        self._line: ImapLine | None = None
        self._works = False
        self._is_stuck = False
        """Whether the desk took nothing in the last time."""
        self.progress = Progress()

    async def run(self) -> None:
        """Read until cancelled; what fails is told and tried again."""
        failures = 0
        while True:
            self._works = False
            trouble = await self._read_until_trouble()
            failures = 1 if self._works else failures + 1
            self._is_stuck = isinstance(trouble, NotNow | OSError)
            # A line that breaks after it has worked is no news: every server ends some of them.
            if self._is_stuck or not self._works:
                await self._report("failing", _words(trouble))
            jitter = self._environment.jitter()
            refused = isinstance(trouble, SecretLost | Trouble) and _is_refusal(trouble)
            await self._environment.sleep(wait_s(failures, jitter=jitter, is_refusal=refused))

    async def _read_until_trouble(self) -> Exception:
        try:
            await self._read()
        except (Trouble, SecretLost, NotNow, OSError) as trouble:
            return trouble
        finally:
            await self._hang_up()

    async def _hang_up(self) -> None:
        """End the connection. A thread that waits on it ends first, also when we are cancelled."""
        line, self._line = self._line, None
        if line is not None:
            line.interrupt()
            await self._lane.run(line.close)

    async def _report(self, state: str, problem: str = "") -> None:
        known = self._desk.roster.mailboxes.get(self._mailbox.id)
        if known is not None and (known.state, known.problem) == (state, problem):
            return
        _log.log(
            logging.INFO if state == "connected" else logging.WARNING,
            "Mailbox %s: %s",
            self._mailbox.address,
            problem or state,
            extra={"action": "mailbox"},
        )
        command = ReportMailbox(
            mailbox=self._mailbox.id,
            state="connected" if state == "connected" else "failing",
            problem=problem[:500],
        )
        await self._desk.execute(command, MAIL_DESK)

    # -- reading -------------------------------------------------------------------------------

    async def _read(self) -> NoReturn:
        """Connect, take what waits, then what comes, until something fails."""
        password = await self._secrets.read(self._mailbox.secret or SecretId(""))
        line = ImapLine(store_of(self._mailbox, password), trust=self._trust)
        self._line = line
        await self._lane.run(line.open)
        waiting = await self._begin(line)
        if not self._is_stuck:
            await self._report("connected")
        await self._take_all(line, waiting)
        await self._skip(line)
        self._works = True
        await self._report("connected")
        while True:
            await self._wait(line)
            state = await self._bookmark.read()
            last = 0 if state is None else state.last_uid
            found = await self._lane.run(line.after, last)
            await self._take_all(line, await self._listed(line, found))

    async def _wait(self, line: ImapLine) -> None:
        if line.can_idle:
            await self._lane.run(line.wait, RENEW_S)
        else:
            await self._environment.sleep(POLL_S)
            await self._lane.run(line.look)

    async def _begin(self, line: ImapLine) -> list[Listed]:
        """The mail that waits to be taken in. Where reading starts is written down."""
        state = await self._bookmark.read()
        if state is None:
            return await self._begin_anew(line)
        beginning = await self._bookmark.beginning()
        if state.uid_validity != line.uid_validity:
            _log.info("Mailbox %s has new UIDs", self._mailbox.id, extra={"action": "mailbox"})
            beginning = Beginning(await self._newest(line), beginning.after)
            day = _moment(state.fetched_at) - OVERLAP
            uids = await self._lane.run(line.since, day)
            await self._bookmark.write(line.uid_validity, 0, beginning)
        else:
            uids = await self._unfinished(line, state, beginning)
        listed = await self._listed(line, uids)
        return [each for each in listed if _is_wanted(each, beginning)]

    async def _newest(self, line: ImapLine) -> int:
        """The UID of the newest mail that is there; 0 without any."""
        if line.next_uid > 1:
            return line.next_uid - 1
        # Some servers do not say which UID comes next.
        there = await self._lane.run(line.after, 0)
        return there[-1] if there else 0

    async def _begin_anew(self, line: ImapLine) -> list[Listed]:
        last = await self._newest(line)
        if self._mailbox.start == "none":
            now = self._environment.now_us()
            await self._bookmark.write(line.uid_validity, last, Beginning(last, now))
            return []
        await self._bookmark.write(line.uid_validity, 0, Beginning(last))
        return await self._listed(line, await self._old(line))

    async def _unfinished(
        self, line: ImapLine, state: ReadingState, beginning: Beginning
    ) -> list[int]:
        """What is left of the old mail that was to be taken, and what came since."""
        came = await self._lane.run(line.after, max(state.last_uid, beginning.after_uid))
        if state.last_uid >= beginning.after_uid:
            return came
        old = await self._old(line)
        return [uid for uid in old if state.last_uid < uid <= beginning.after_uid] + came

    async def _old(self, line: ImapLine) -> list[int]:
        """The mail that was there when the mailbox was connected and is to be taken in."""
        if self._mailbox.start == "unread":
            return await self._lane.run(line.unread)
        return await self._lane.run(line.since, self._environment.now() - RECENT)

    async def _skip(self, line: ImapLine) -> None:
        """Go past old mail that was left out on purpose."""
        state, beginning = await self._bookmark.read(), await self._bookmark.beginning()
        if state is not None and state.last_uid < beginning.after_uid:
            await self._bookmark.write(line.uid_validity, beginning.after_uid)

    async def _listed(self, line: ImapLine, uids: Sequence[int]) -> list[Listed]:
        listed: list[Listed] = []
        for start in range(0, len(uids), LISTED_AT_ONCE):
            listed += await self._lane.run(line.listed, uids[start : start + LISTED_AT_ONCE])
        return listed

    async def _take_all(self, line: ImapLine, listed: Sequence[Listed]) -> None:
        """Take mails in page by page; how far is written down after each."""
        self.progress.done, self.progress.total = 0, len(listed)
        many = len(listed) > PAGE_MAILS
        for page in pages(listed):
            now: Instant = self._environment.now_us()
            arrived = await self._lane.run(self._fetcher.fetch, line, page, now)
            await self._intake.take(arrived, job=many)
            state = await self._bookmark.read()
            last = max(page[-1].uid, 0 if state is None else state.last_uid)
            await self._bookmark.write(line.uid_validity, last)
            self.progress.done += len(page)
            if many:
                _log.info(
                    "Mailbox %s: %d of %d mails taken in",
                    self._mailbox.id,
                    self.progress.done,
                    self.progress.total,
                    extra={"action": "mailbox"},
                )


def _is_wanted(mail: Listed, beginning: Beginning) -> bool:
    """Whether a mail is not of those that were left out when the mailbox was connected."""
    return mail.uid > beginning.after_uid or mail.at >= beginning.after - CLOCKS_DIFFER


def _is_refusal(trouble: SecretLost | Trouble) -> bool:
    return isinstance(trouble, SecretLost) or trouble.is_refusal


def _moment(at: Instant) -> datetime:
    return _EPOCH + at * _MICROSECOND


def _words(error: Exception) -> str:
    """What to tell people."""
    if isinstance(error, Trouble | SecretLost):
        return str(error)
    if isinstance(error, OSError):
        return FULL.format(reason=error.strerror or "the disk does not work")
    return BUSY.format(reason=error)
