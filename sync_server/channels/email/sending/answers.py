# SPDX-License-Identifier: Apache-2.0
"""An agent's answer to a notice: a reply to the customer, or a note.

Whoever calls has seen that the answer came to the signed address that was made for this agent, and
from the agent's own address. Rights are the agent's, as of now.
"""

import re
from typing import Final

from msgspec import Struct

from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.sending.news import UNSENT
from sync_server.channels.email.text import UNSEEN
from sync_server.contract.commands import LONGEST_TEXT, AddNote, Command, File, Reply
from sync_server.contract.frames import Answer
from sync_server.contract.ids import AgentId, Instant, MessageId, Seq, TicketId
from sync_server.contract.refusals import RETRYABLE
from sync_server.desk.actor import AGENT, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.dossier import ticket_row
from sync_server.store.notices import Notice, NoticeRows
from sync_server.store.origin import read_origin
from sync_server.store.rows import AllRows

ANSWER_DEVICE: Final = "mail-answers"
"""Whose uploads the files of an answer are: the `owner` for the keeper of files."""

_NOTE: Final = re.compile(rf"{UNSEEN}*#{UNSEEN}*note\b[:.]?[ \t]*\n?", re.IGNORECASE)
"""Mail programs and keyboards put characters that nobody sees before the first word."""

_UNSENT: Final = "Answered by mail, and not sent to the customer, because %s:\n\n"
_STALE: Final = "something was written that the answer does not know of"
_REFUSED: Final = "this ticket takes no reply from its author"
_UNCERTAIN: Final = (
    "it is not certain where it ends and what was for colleagues begins: an answer stands above "
    "all that it quotes, and repeats nothing of a note"
)


class Source(Struct, frozen=True):
    """The mail that an answer came in: what it is known by, and when our mailbox got it."""

    id: str
    arrived_at: Instant


async def answer_to_notice(
    desk: Desk,
    environment: Environment,
    *,
    agent: AgentId,
    ticket: TicketId,
    text: str,
    source: Source,
    files: tuple[File, ...] = (),
    is_certain: bool = True,
) -> Answer | None:
    """Enter an agent's answer; `None` when it says nothing, or was entered before.

    `text` is what was written, without quotes; after `#note` it is for colleagues, and so it is
    unless it `is_certain` to be its author's alone. What cannot be sent to the customer becomes a
    note that says so, and its author is told: nothing is lost. The same `source` again has no
    effect; what came before a restore may have been sent already, and is held. `files` are kept
    already, as uploads of `ANSWER_DEVICE`. An answer that is not ok may be tried again.
    """
    note = _NOTE.match(text)
    written = (text[note.end() :] if note else text).strip()[:LONGEST_TEXT]
    if not written and not files:
        return None
    words = written or "See the files"
    message = MessageId(derived_id("message", "notice answer", source.id))
    known = await environment.lane("mail out").run(_look, desk, ticket, agent, message)
    is_again = source.arrived_at <= known.restored_at
    asked = _Asked(desk, agent, source.id, again=is_again)
    if known.is_entered:
        return None
    if note is not None:
        command = AddNote(ticket=ticket, message=message, text=words, files=files)
        return await asked.execute("note", command)
    reason = _UNCERTAIN
    if is_certain:
        reply = Reply(
            ticket=ticket, message=message, text=words, seen=known.seen, cc=known.cc, files=files
        )
        answer = await asked.execute("reply", reply)
        if answer.ok or answer.refusal is None or answer.refusal.code in RETRYABLE:
            return answer
        reason = _STALE if answer.refusal.code == "stale" else _REFUSED
    words = (_UNSENT % reason + words)[:LONGEST_TEXT]
    command = AddNote(ticket=ticket, message=message, text=words, files=files)
    answer = await asked.execute("note", command)
    if answer.ok:
        await _tell(desk, agent, ticket, answer, now=environment.now_us())
    return answer


def is_unsent(text: str) -> bool:
    """Whether a note is an answer that was not sent."""
    return text.startswith(_UNSENT.partition("%")[0])


async def _tell(
    desk: Desk, agent: AgentId, ticket: TicketId, noted: Answer, *, now: Instant
) -> None:
    """Have the author of an answer told by mail that it is a note."""
    told = Notice(
        id=f"{UNSENT}.{noted.id}",
        agent=agent,
        ticket=ticket,
        reason=UNSENT,
        seq=noted.seq or Seq(0),
        attempts=0,
        next_at=now,
    )
    await desk.transact(lambda writer: NoticeRows(desk.database).add(writer, told))


class _Asked:
    """Executes commands of one answer, each once however often the mail is read."""

    def __init__(self, desk: Desk, agent: AgentId, source: str, *, again: bool) -> None:
        self._desk = desk
        self._again = again
        self._source = source
        self._actor = Actor(kind=AGENT, id=agent, via="mail", device=ANSWER_DEVICE)

    async def execute(self, what: str, command: Command) -> Answer:
        id_ = derived_id("command", "notice answer", what, self._source)
        return await self._desk.execute(command, self._actor, id=id_, again=self._again)


class _Known(Struct, frozen=True):
    """Whether an answer is a message by now, who gets copies, what its author knows by our mail,
    and when the desk came out of a backup: 0 for never.
    """

    is_entered: bool
    cc: tuple[str, ...]
    seen: Seq | None
    restored_at: Instant


def _look(desk: Desk, ticket: TicketId, agent: AgentId, message: MessageId) -> _Known:
    with desk.database.read() as reader:
        entered = AllRows(desk.database)["message"].load(reader, message)
        found = ticket_row(reader, ticket)
        origin = read_origin(desk.database, reader)
        return _Known(
            is_entered=entered is not None,
            cc=() if found is None else found[1].cc,
            seen=NoticeRows(desk.database).seen(reader, ticket, agent),
            restored_at=0 if origin is None else origin.at,
        )
