# SPDX-License-Identifier: Apache-2.0
"""Tells agents by mail what happened while they are not at their desk.

It follows the log. How far it has come is kept with what it found, in one transaction, and a notice
has the name of its entry: so each is entered once, whatever happens. It is over before its text is
sent, and open again when that did not leave: told twice is worse than perhaps not, since the news
is one click away in the window. What waited in a backup may have left since, and is over as well.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from msgspec import structs

from sync_server.channels.email.sending.fields import BadAddress
from sync_server.channels.email.sending.news import News
from sync_server.channels.email.sending.notice_mail import NoticeMail, compose_notice
from sync_server.channels.email.sending.round import Lines
from sync_server.channels.email.sending.smtp import Deferred, NoLine, Rejected, Uncertain
from sync_server.channels.email.sending.telling import PAGE, Teller
from sync_server.channels.email.sending.verdict import delay_s
from sync_server.channels.email.sending.waiting import MICROSECONDS, news_or_time
from sync_server.config import Language
from sync_server.contract.ids import Instant, Seq
from sync_server.desk.desk import Desk
from sync_server.desk.transaction import Commit
from sync_server.environment import Environment
from sync_server.security.signing import Signer
from sync_server.store.engines import Writer
from sync_server.store.notices import Cursor, Notice, NoticeRows

_log = logging.getLogger(__name__)

PAUSE_S: Final = 1.0
"""Between two looks at the log: many commits are then one."""

MOST_ATTEMPTS: Final = 8
"""After some two hours a notice is no news any more."""

AT_ONCE: Final = 100
KEPT: Final = 30 * 86_400 * MICROSECONDS
"""How long what was told is remembered: an answer may come late."""


class Notices:
    """Follows the log of one desk. Belongs to the event loop; `run` is its one task."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        lines: Lines,
        signer: Signer,
        language: Language = "en",
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._lines = lines
        self._signer = signer
        self._lane = environment.lane("mail out")
        self._teller = Teller(desk.database, language)
        self._rows = NoticeRows(desk.database)
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Tell until cancelled. Start it once the desk has started."""
        stop = self._desk.on_commit(self._on_commit)
        try:
            cursor = kept = await self._lane.run(self._teller.begin)
            now = self._environment.now_us()
            await self._desk.transact(lambda writer: self._rows.begin(writer, cursor, now=now))
            while True:
                self._news.clear()
                cursor, kept = await self._follow(cursor, kept)
                next_at = await self._send_due()
                await news_or_time(self._news, self._environment, next_at)
                await self._environment.sleep(PAUSE_S)
        finally:
            stop()

    def _on_commit(self, commit: Commit) -> None:
        if not commit.logged or any(logged.kind == "ticket" for logged in commit.logged):
            self._news.set()

    # -- the log -------------------------------------------------------------------------------

    async def _follow(self, cursor: Cursor, kept: Cursor) -> tuple[Cursor, Cursor]:
        """Read on to the end; how far, and how far it is kept.

        It is not kept at each look: what is read twice is entered once.
        """
        while True:
            stretch = await self._lane.run(self._teller.read, cursor, self._desk.roster)
            cursor = stretch.end
            if stretch.news or cursor.seq - kept.seq >= PAGE:
                await self._keep(stretch.news, cursor)
                kept = cursor
            if stretch.is_last:
                return cursor, kept

    async def _keep(self, news: Sequence[News], cursor: Cursor) -> None:
        now = self._environment.now_us()

        def write(writer: Writer) -> None:
            for each in news:
                self._rows.add(writer, _notice(each, now=now))
            self._rows.move(writer, cursor)
            self._rows.prune(writer, before=now - KEPT)

        await self._desk.transact(write)

    # -- mail ----------------------------------------------------------------------------------

    async def _send_due(self) -> Instant | None:
        """Send what is due, one mail per agent and ticket; when the next one will be."""
        if self._desk.read_only:
            return None
        due = await self._lane.run(self._due)
        groups: dict[tuple[str, str], list[Notice]] = {}
        for notice in due:
            groups.setdefault((notice.agent, notice.ticket), []).append(notice)
        for notices in groups.values():
            try:
                await self._tell(notices)
            except Exception:  # noqa: BLE001 - one notice must not hold all others
                _log.exception("A notice failed", extra={"action": "mail_out"})
                await self._later(notices)
        return await self._lane.run(self._next_at)

    async def _tell(self, notices: Sequence[Notice]) -> None:
        now = self._environment.now_us()
        found = await self._lane.run(self._gather, notices, now)
        if found is None:
            await self._over(notices, seq=None)
            return
        mail, seq = found
        try:
            await self._send(mail, may_go=lambda: self._claim(notices, seq=seq))
        except (NoLine, Deferred):
            await self._later(notices)
        except (Rejected, BadAddress):
            _log.info("A notice was refused", extra={"action": "mail_out", "agent": mail.agent.id})
            await self._over(notices, seq=None)
        except Uncertain:
            _log.info("Nobody saw how a notice ended", extra={"action": "mail_out"})

    async def _send(self, mail: NoticeMail, *, may_go: Callable[[], Awaitable[bool]]) -> None:
        """Raises what sending raises, and `Rejected` or `Deferred` for the one recipient."""
        composed = compose_notice(mail, self._signer)
        line = await self._lines.open(mail.mailbox)
        try:
            taken = await line.send(composed, composed.recipients, may_go=may_go)
        finally:
            await line.close()
        if taken is not None and not taken.accepted:
            if taken.deferred:
                raise Deferred(*taken.deferred.values())
            raise Rejected(*taken.refused.values())

    async def _later(self, notices: Sequence[Notice]) -> None:
        attempts = notices[0].attempts + 1
        if attempts >= MOST_ATTEMPTS:
            await self._over(notices, seq=None)
            return
        delay = delay_s(attempts, self._environment.jitter())
        next_at = self._environment.now_us() + int(delay * MICROSECONDS)
        await self._put(
            [structs.replace(each, attempts=attempts, next_at=next_at) for each in notices]
        )

    async def _over(self, notices: Sequence[Notice], *, seq: Seq | None) -> None:
        """They are told, as of an entry; or nobody will be."""
        await self._put(self._ended(notices, seq=seq))

    async def _claim(self, notices: Sequence[Notice], *, seq: Seq) -> bool:
        """Have them over, as if told: whether nobody else had."""
        ended = self._ended(notices, seq=seq)
        return await self._desk.transact(lambda writer: self._rows.claim(writer, ended))

    def _ended(self, notices: Sequence[Notice], *, seq: Seq | None) -> list[Notice]:
        now = self._environment.now_us()
        return [structs.replace(each, sent_at=now, seq=seq or 0) for each in notices]

    async def _put(self, notices: Sequence[Notice]) -> None:
        def write(writer: Writer) -> None:
            for each in notices:
                self._rows.put(writer, each)

        await self._desk.transact(write)

    # -- on the lane ---------------------------------------------------------------------------

    def _due(self) -> list[Notice]:
        with self._desk.database.read() as reader:
            return self._rows.due(reader, now=self._environment.now_us(), limit=AT_ONCE)

    def _next_at(self) -> Instant | None:
        with self._desk.database.read() as reader:
            return self._rows.next_at(reader, now=self._environment.now_us())

    def _gather(self, notices: Sequence[Notice], now: Instant) -> tuple[NoticeMail, Seq] | None:
        return self._teller.gather(notices, self._desk.roster, now=now)


def _notice(news: News, *, now: Instant) -> Notice:
    return Notice(
        id=f"{news.seq}.{news.reason}.{news.agent}",
        agent=news.agent,
        ticket=news.ticket,
        reason=news.reason,
        seq=news.seq,
        attempts=0,
        next_at=now,
    )
