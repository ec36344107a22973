# SPDX-License-Identifier: Apache-2.0
"""One round of a mailbox: what is due leaves on one connection, each message on its own account."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any, Final

from msgspec import structs

from sync_server.channels.email.sending.assembly import Composed
from sync_server.channels.email.sending.compose import Unsendable, compose
from sync_server.channels.email.sending.fields import BadAddress, travelling
from sync_server.channels.email.sending.gathering import Gatherer
from sync_server.channels.email.sending.journal import Journal
from sync_server.channels.email.sending.smtp import (
    DATA_PATIENCE_S,
    PATIENCE_S,
    Deferred,
    Line,
    NoLine,
    Rejected,
    Taken,
    Trust,
    Uncertain,
    server_of,
)
from sync_server.channels.email.sending.verdict import (
    after_doubt,
    after_end,
    after_rejection,
    after_taken,
)
from sync_server.channels.email.sending.words import note
from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import MessageId
from sync_server.desk.secrets import SecretLost, Secrets
from sync_server.environment import Lane
from sync_server.security.signing import Signer
from sync_server.store.outgoing import Attempts

_log = logging.getLogger(__name__)

LAST_WORD_S: Final = 10.0
"""How long a server that stops lets a mail that is on its way arrive."""

_FAULT: Final = "The server failed to make this mail. Its log says why"


class Lines:
    """Opens connections for mailboxes."""

    def __init__(
        self,
        secrets: Secrets,
        trust: Trust,
        *,
        patience_s: float = PATIENCE_S,
        data_patience_s: float = DATA_PATIENCE_S,
    ) -> None:
        self._secrets = secrets
        self._trust = trust
        self._patience_s = patience_s
        self._data_patience_s = data_patience_s

    async def open(self, mailbox: Mailbox) -> Line:
        """A connection from which the mailbox's mail may leave. Raises `NoLine`."""
        if mailbox.secret is None:
            raise NoLine(f"{mailbox.address} has no password. Enter it in the mailbox's settings")
        try:
            password = await self._secrets.read(mailbox.secret)
        except SecretLost as lost:
            raise NoLine(note(f"{mailbox.address}: {lost}")) from None
        return await Line.open(
            server_of(mailbox, password),
            domain=travelling(mailbox.address).rpartition("@")[2],
            trust=self._trust,
            patience_s=self._patience_s,
            data_patience_s=self._data_patience_s,
        )


class Round:
    """Sends some messages of one mailbox, in their order."""

    def __init__(
        self, mailbox: Mailbox, lines: Lines, journal: Journal, *, lane: Lane, letters: "Letters"
    ) -> None:
        self._mailbox = mailbox
        self._lines = lines
        self._journal = journal
        self._lane = lane
        self._letters = letters
        self._line: Line | None = None
        self.trouble = ""
        """Why the mailbox can send nothing, if it cannot."""

    async def run(self, ids: Sequence[MessageId]) -> None:
        """Send them. What cannot leave now is put off; with `trouble` that is all of the rest."""
        try:
            for place, id_ in enumerate(ids):
                try:
                    await self._send(id_)
                except NoLine as trouble:
                    self.trouble = str(trouble)
                    for other in ids[place:]:
                        await self._put_off(other, str(trouble))
                    return
                except Exception:  # noqa: BLE001 - one mail must not hold those behind it
                    _log.exception("A mail failed", extra={"action": "mail_out"})
                    await self._put_off(id_, _FAULT)
        finally:
            if self._line is not None:
                await self._line.close()

    async def _send(self, id_: MessageId) -> None:
        if await self._journal.has_ended(id_):
            return
        before = await self._journal.attempts(id_)
        try:
            mail = await self._lane.run(self._letters.write, id_, self._mailbox)
        except (Unsendable, BadAddress) as error:
            await self._journal.end(id_, after_end(before.progress, "refused", str(error)))
            return
        if mail is None:
            return
        doubt = after_doubt(before.progress)
        if doubt is None:
            await _to_its_end(self._hand_over(before, mail))
        else:
            await self._journal.end(id_, doubt, message_id=mail.message_id)

    async def _hand_over(self, before: Attempts, mail: Composed) -> None:
        left = mail.recipients if before.progress.left is None else before.progress.left
        try:
            taken = await self._try(before, mail, left)
        except Rejected as error:
            verdict = after_rejection(before.progress, left, str(error))
            await self._journal.end(before.message, verdict, message_id=mail.message_id)
        except Deferred as error:
            await self._journal.later(before, structs.replace(before.progress, said=str(error)))
        except Uncertain as error:
            progress = structs.replace(
                before.progress, uncertain=before.progress.uncertain + 1, said=str(error)
            )
            await self._journal.later(before, progress)
        else:
            if taken is not None:
                await self._record(before, mail, taken)

    async def _record(self, before: Attempts, mail: Composed, taken: Taken) -> None:
        progress, verdict = after_taken(before.progress, taken)
        if verdict is None:
            await self._journal.later(before, progress)
            return
        _log.info(
            "Mail %s",
            verdict.delivery,
            extra={"action": "mail_out", "mail": before.message},
        )
        await self._journal.end(before.message, verdict, message_id=mail.message_id)

    async def _try(self, before: Attempts, mail: Composed, left: Sequence[str]) -> Taken | None:
        """On the open connection, or on a new one when that has been closed meanwhile."""

        async def may_go() -> bool:
            return await self._journal.claim(before)

        if self._line is not None and self._line.is_open:
            try:
                return await self._line.send(mail, left, may_go=may_go)
            except NoLine:
                await self._line.close()
        self._line = await self._lines.open(self._mailbox)
        return await self._line.send(mail, left, may_go=may_go)

    async def _put_off(self, id_: MessageId, said: str) -> None:
        before = await self._journal.attempts(id_)
        await self._journal.later(before, structs.replace(before.progress, said=said))


class Letters:
    """Writes the mail of a message. Blocks."""

    def __init__(self, gatherer: Gatherer, signer: Signer) -> None:
        self._gatherer = gatherer
        self._signer = signer

    def write(self, id_: MessageId, mailbox: Mailbox) -> Composed | None:
        """The mail; `None` when the message is gone. Raises `Unsendable` and `BadAddress`."""
        gathered = self._gatherer.gather(id_, mailbox)
        return None if gathered is None else compose(gathered, self._signer)


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Let a mail that is on its way arrive and be recorded, though the server stops meanwhile.

    Otherwise nobody would know, and it would be sent once more.
    """
    task = asyncio.get_running_loop().create_task(work, name="mail out, one mail")
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=LAST_WORD_S)
        task.cancel()
        raise
