# SPDX-License-Identifier: Apache-2.0
"""Enters what agents answer to notices by mail."""

from pathlib import Path
from typing import Final

import msgspec

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.decision import AgentAnswers
from sync_server.channels.email.entering import MAIL_DESK
from sync_server.channels.email.mail import MailAttachment, ParsedMail
from sync_server.channels.email.own_words import own_words, tells_of_notice, without_tokens
from sync_server.channels.email.sending.answers import (
    ANSWER_DEVICE,
    Source,
    answer_to_notice,
    is_unsent,
)
from sync_server.channels.email.sending.notice_mail import MAX_SHOWN, frame_of
from sync_server.channels.email.taking import how_to_get, mail_body, words_of_lack
from sync_server.channels.email.text import decode_text
from sync_server.contract.commands import AddNote
from sync_server.contract.ids import MessageId, TicketId
from sync_server.contract.refusals import RETRYABLE
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.dossier import messages_of, ticket_row
from sync_server.store.incoming import RawMail

_LOOKED_AT: Final = 256 * 1024
"""Bytes of a file of text in which a notice is looked for."""


class NotNow(Exception):
    """The desk takes nothing in at the moment; the text says why. The same mail comes again."""


class AgentsAnswers:
    """Enters answers on one desk; files are kept in `folder`."""

    def __init__(self, desk: Desk, environment: Environment, folder: Path) -> None:
        self._desk = desk
        self._environment = environment
        self._lane = environment.lane("agents' answers")
        self._keeper = FileKeeper(desk, environment, folder, owner=ANSWER_DEVICE)

    async def enter(
        self,
        mail: ParsedMail,
        raw: RawMail,
        data: bytes,
        answers: AgentAnswers,
        *,
        is_read: bool = True,
    ) -> RawMail | None:
        """Enter a mail as its author's reply or note; its row as it is then.

        What stands for a mail that could not be read, so unless it `is_read`, is for colleagues.
        `None` when its author may write nothing in this ticket. Raises `NotNow`.
        """
        own = await self._lane.run(self._own_words, mail, answers) if is_read else None
        text = without_tokens(mail.written).strip() if own is None else own
        plain = msgspec.structs.replace(mail, text=text, html=None, quoted=0)
        body = mail_body(plain, data, owner=raw.id, encloses=False)
        await self._keeper.keep(body.files.data)
        answer = await answer_to_notice(
            self._desk,
            self._environment,
            agent=answers.agent,
            ticket=answers.ticket,
            text=body.text,
            source=Source(raw.id, raw.at),
            files=tuple(body.files.listed),
            is_certain=own is not None,
        )
        if answer is not None and answer.refusal is not None:
            if answer.refusal.code in RETRYABLE:
                raise NotNow(str(answer.refusal.code))
            return None
        message = MessageId(derived_id("message", "notice answer", raw.id))
        is_kept_alone = not is_read and not mail.attachments
        lacking = how_to_get(message) if is_kept_alone else words_of_lack(body, message)
        if lacking:
            await self._tell(answers.ticket, lacking, raw)
        return msgspec.structs.replace(raw, message=message)

    def _own_words(self, mail: ParsedMail, answers: AgentAnswers) -> str | None:
        """What of a mail may go to the customer, and its files with it."""
        # A mail that is attached may be the notice.
        if any(each.media_type.startswith("message/") for each in mail.attachments):
            return None
        with self._desk.database.read() as reader:
            found = ticket_row(reader, answers.ticket)
            conversation = messages_of(reader, answers.ticket)
        notes = [
            each.text[:MAX_SHOWN]
            for each in conversation
            if each.type in ("note", "call") and not is_unsent(each.text)
        ]
        frame = () if found is None else frame_of(found[1])
        for each in mail.attachments:
            text = decode_text(each.data[:_LOOKED_AT], None) if _is_text(each) else ""
            if tells_of_notice(text, frame=frame, notes=notes):
                return None
        return own_words(mail, frame=frame, notes=notes)

    async def _tell(self, ticket: TicketId, text: str, raw: RawMail) -> None:
        """Note in the ticket what the answer lacks."""
        note = MessageId(derived_id("note", raw.id))
        command = AddNote(ticket=ticket, message=note, text=text)
        await self._desk.execute(command, MAIL_DESK, id=derived_id("add note", raw.id))


def _is_text(file: MailAttachment) -> bool:
    return file.media_type.startswith("text/")
