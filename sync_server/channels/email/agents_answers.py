# SPDX-License-Identifier: Apache-2.0
"""Enters what agents answer to notices by mail."""

from pathlib import Path

import msgspec

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.decision import AgentAnswers
from sync_server.channels.email.entering import MAIL_DESK
from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.sending.answers import ANSWER_DEVICE, answer_to_notice
from sync_server.channels.email.taking import mail_body, words_of_left_out
from sync_server.contract.commands import AddNote
from sync_server.contract.ids import MessageId, TicketId
from sync_server.contract.refusals import RETRYABLE
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.incoming import RawMail


class NotNow(Exception):
    """The desk takes nothing in at the moment; the text says why. The same mail comes again."""


class AgentsAnswers:
    """Enters answers on one desk; files are kept in `folder`."""

    def __init__(self, desk: Desk, environment: Environment, folder: Path) -> None:
        self._desk = desk
        self._environment = environment
        self._keeper = FileKeeper(desk, environment, folder, owner=ANSWER_DEVICE)

    async def enter(
        self, mail: ParsedMail, raw: RawMail, data: bytes, answers: AgentAnswers
    ) -> RawMail | None:
        """Enter a mail as its author's reply or note; its row as it is then.

        `None` when its author may write nothing in this ticket. Raises `NotNow`.
        """
        text = mail.written.strip()
        plain = msgspec.structs.replace(mail, text=text, html=None, quoted=0)
        body = mail_body(plain, data, owner=raw.id)
        await self._keeper.keep(body.files.data)
        answer = await answer_to_notice(
            self._desk,
            self._environment,
            agent=answers.agent,
            ticket=answers.ticket,
            text=body.text,
            source=raw.id,
            files=tuple(body.files.listed),
        )
        if answer is not None and answer.refusal is not None:
            if answer.refusal.code in RETRYABLE:
                raise NotNow(str(answer.refusal.code))
            return None
        if body.left_out:
            await self._tell(answers.ticket, words_of_left_out(body.left_out), raw)
        message = derived_id("message", "notice answer", raw.id)
        return msgspec.structs.replace(raw, message=message)

    async def _tell(self, ticket: TicketId, text: str, raw: RawMail) -> None:
        """Note in the ticket what the answer lacks."""
        note = MessageId(derived_id("note", raw.id))
        command = AddNote(ticket=ticket, message=note, text=text)
        await self._desk.execute(command, MAIL_DESK, id=derived_id("add note", raw.id))
