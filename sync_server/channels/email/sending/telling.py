# SPDX-License-Identifier: Apache-2.0
"""Who is told by mail, of what: reads the log for news, and what a mail about them needs.

Every method blocks.
"""

from collections.abc import Sequence
from typing import Final, cast

from msgspec import Struct

from sync_server.channels.email.sending.bodies import zone_of
from sync_server.channels.email.sending.news import ASSIGNED, MENTIONED, UNSENT, News, news_of
from sync_server.channels.email.sending.notice_mail import NoticeMail
from sync_server.config import Language
from sync_server.contract.entities import (
    WORKSPACE,
    Availability,
    Contact,
    Message,
    Preferences,
    Ticket,
    Workspace,
)
from sync_server.contract.frames import FULL
from sync_server.contract.ids import AgentId, Instant, Seq
from sync_server.desk.roster import Roster
from sync_server.domain.lifecycle import LIVE
from sync_server.domain.sight import sight_of
from sync_server.store.changelog import ChangeLog
from sync_server.store.dossier import messages_of, ticket_row
from sync_server.store.engines import Connection, Database
from sync_server.store.notices import Cursor, Notice, NoticeRows
from sync_server.store.plus_addresses import PlusAddresses
from sync_server.store.rows import AllRows

PAGE: Final = 500
"""Log entries that are read at once."""


class Stretch(Struct, frozen=True, kw_only=True):
    """A stretch of the log, read: what is news in it, where it ends, and whether there is more."""

    news: tuple[News, ...]
    end: Cursor
    is_last: bool


class Teller:
    """Reads for notices from one database."""

    def __init__(self, database: Database, language: Language = "en") -> None:
        self._language = language
        self._database = database
        self._rows = AllRows(database)
        self._plus = PlusAddresses(database)
        self._log = ChangeLog(database)
        self._notices = NoticeRows(database)

    def begin(self) -> Cursor:
        """Where to read on: at the end of a log that was not read before, or is another one."""
        with self._database.read() as reader:
            head = self._log.head(reader)
            known = self._notices.cursor(reader)
        if known is None or known.epoch != head.epoch or known.seq > head.seq:
            return Cursor(head.epoch, head.seq)
        return known

    def read(self, cursor: Cursor, roster: Roster) -> Stretch:
        """The next stretch, with the news for those who want mail and are not at their desk."""
        with self._database.read() as reader:
            entries = self._log.read(reader, after=cursor.seq, limit=PAGE)
            news = tuple(each for each in news_of(entries) if self._wanted(reader, each, roster))
        end = entries[-1].seq if entries else cursor.seq
        return Stretch(news=news, end=Cursor(cursor.epoch, end), is_last=len(entries) < PAGE)

    def gather(
        self, notices: Sequence[Notice], roster: Roster, *, now: Instant
    ) -> tuple[NoticeMail, Seq] | None:
        """What the mail of notices to one agent about one ticket is made of, and as of which entry.

        `None` when it is not wanted any more.
        """
        first, last = notices[0], notices[-1]
        with self._database.read() as reader:
            found = ticket_row(reader, first.ticket)
            ticket = None if found is None else found[1]
            news = [
                News(agent=each.agent, ticket=each.ticket, reason=each.reason, seq=each.seq)
                for each in notices
            ]
            wanted = [each for each in news if self._wanted(reader, each, roster)]
            if ticket is None or not wanted:
                return None
            mailbox = roster.mailbox_for(ticket)
            if mailbox is None:
                return None
            conversation = messages_of(reader, ticket.id)
            stored = self._rows["workspace"].load(reader, WORKSPACE)
            names = self._names(reader, conversation, roster)
            plus = self._plus.work(reader, mailbox.address)
            seq = self._log.head(reader).seq
        zone = "UTC" if stored is None else cast(Workspace, stored.entity).timezone
        reasons = [each.reason for each in wanted]
        mail = NoticeMail(
            agent=roster.agents[first.agent],
            ticket=ticket,
            mailbox=mailbox,
            reason=next(each for each in (UNSENT, MENTIONED, ASSIGNED) if each in reasons),
            conversation=conversation,
            names=names,
            serial=f"n{last.seq}",
            at=now,
            zone=zone_of(zone),
            plus=plus,
            language=self._language,
        )
        return mail, seq

    def _wanted(self, reader: Connection, news: News, roster: Roster) -> bool:
        """Whether an agent may see the ticket, is away from the desk, and wants to be told.

        Of what they wrote in vain they are told wherever they are.
        """
        viewer = roster.viewer(news.agent)
        found = ticket_row(reader, news.ticket)
        if viewer is None or found is None or roster.mailbox_for(found[1]) is None:
            return False
        if sight_of(viewer, found[1]) != FULL:
            return False
        return news.reason == UNSENT or (
            _still_holds(news, found[1])
            and not self._is_here(reader, news.agent)
            and self._likes(reader, news)
        )

    def _is_here(self, reader: Connection, agent: AgentId) -> bool:
        stored = self._rows["availability"].load(reader, agent)
        return stored is not None and cast(Availability, stored.entity).reachable

    def _likes(self, reader: Connection, news: News) -> bool:
        stored = self._rows["preferences"].load(reader, news.agent)
        likes = Preferences(id=news.agent) if stored is None else cast(Preferences, stored.entity)
        return likes.mail_assigned if news.reason == ASSIGNED else likes.mail_mentioned

    def _names(
        self, reader: Connection, conversation: Sequence[Message], roster: Roster
    ) -> dict[str, str]:
        names = {str(agent.id): agent.name for agent in roster.agents.values()}
        ids = list({each.contact for each in conversation if each.contact is not None})
        for stored in self._rows["contact"].load_many(reader, ids):
            contact = cast(Contact, stored.entity)
            names[contact.id] = contact.name
        return names


def _still_holds(news: News, ticket: Ticket) -> bool:
    """Whether the news is still true."""
    if ticket.archived or ticket.status not in LIVE:
        return False
    if news.reason == ASSIGNED:
        return ticket.assignee == news.agent
    return news.agent in ticket.mentioned
