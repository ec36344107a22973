# SPDX-License-Identifier: Apache-2.0
"""From a parsed mail to the parts of the command that takes it in: text, HTML, files, addresses."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.channels.attachments import MAX_FILES, MAX_HTML, MessageFiles, text_of
from sync_server.channels.email.mail import KIB, MIB, MailAddress, MailAttachment, ParsedMail
from sync_server.channels.email.textless import words_for
from sync_server.contract.commands import Address
from sync_server.contract.ids import AttachmentId, MessageId
from sync_server.security.signing import plain_address

MAX_SUBJECT: Final = 500
MAX_NAME: Final = 200
MAX_MESSAGE_ID: Final = 998
_MAX_NAMED: Final = 20
_MAX_RECIPIENTS: Final = 100
_MAX_REFERENCES: Final = 100

MAX_FILE: Final = 25 * MIB
"""Bytes of a file of a message. The mail as it came keeps what is larger."""


class Body(Struct, frozen=True, kw_only=True):
    """What a message says. The bytes of `files` are to be kept before the command is executed;
    `lacks` says what of the mail is not in it; where the mail is `enclosed`, `mail.eml` has all.
    """

    text: str
    html: str | None
    files: MessageFiles
    full_text: AttachmentId | None
    lacks: tuple[str, ...] = ()
    enclosed: bool = False


def mail_body(
    mail: ParsedMail, raw: bytes, *, owner: str, answers: bool = False, encloses: bool = True
) -> Body:
    """A mail's words and files, within the limits of a message.

    With `answers` the text is what was written now; what it quotes stays in the HTML, or in a file
    where there is none. Where not all is seen, the mail as it came is a file, if it `encloses`
    that. `owner` is what the message is known by: the same gives the same ids.
    """
    files = MessageFiles(owner)
    html = mail.html
    text, whole = text_of(mail.text)
    if answers and mail.text_cut is False:
        if mail.quoted and html is None:
            whole = mail.text.encode()
        text = text[: len(mail.written)].rstrip()
    if not text.strip() and html is None:
        text = words_for(mail.attachments)
    full_text = None if whole is None else files.add("message.txt", "text/plain", whole)
    if html is not None and len(html) > MAX_HTML:
        files.add("message.html", "text/html", html.encode())
        html = None
    large = [each for each in mail.attachments if len(each.data) > MAX_FILE]
    attached = [each for each in mail.attachments if len(each.data) <= MAX_FILE]
    is_more = len(files.listed) + len(attached) > MAX_FILES
    is_less = mail.text_cut or mail.recipients_left_out or is_more
    enclosed = encloses and bool(is_less) and len(raw) <= MAX_FILE
    if enclosed:
        files.add("mail.eml", "message/rfc822", raw)
    taken = MAX_FILES - len(files.listed)
    for attachment in attached[:taken]:
        content_id = attachment.content_id
        files.add(attachment.name, attachment.media_type, attachment.data, content_id=content_id)
    return Body(
        text=text,
        html=html,
        files=files,
        full_text=full_text,
        lacks=tuple(_lacks(mail, large=large, more=attached[taken:])),
        enclosed=enclosed,
    )


def _lacks(
    mail: ParsedMail, *, large: Sequence[MailAttachment], more: Sequence[MailAttachment]
) -> Iterator[str]:
    """A sentence for each kind of thing that a message does not have of its mail."""
    if mail.recipients_left_out:
        named = len(mail.to) + len(mail.cc)
        yield (
            f"This mail names {named + mail.recipients_left_out} recipients, of which only the "
            f"first {named} are listed."
        )
    if large:
        yield f"Left out, because a file may have {MAX_FILE // MIB} MiB: {_named(large)}."
    if more:
        yield f"Left out, because a message may have {MAX_FILES} files: {_named(more)}."
    if mail.text_cut:
        yield "Its text is so long that it was not read to the end."


def _named(files: Sequence[MailAttachment]) -> str:
    words = [f"{each.name} ({_size(len(each.data))})" for each in files[:_MAX_NAMED]]
    rest = files[_MAX_NAMED:]
    if rest:
        words.append(f"and {len(rest)} more ({_size(sum(len(each.data) for each in rest))})")
    return ", ".join(words)


def _size(size: int) -> str:
    return f"{size / MIB:.0f} MiB" if size >= MIB else f"{max(1, size // KIB)} KiB"


def words_of_lack(body: Body, message: MessageId) -> str:
    """What to tell colleagues of what a message lacks; empty when it has all of its mail."""
    if not body.lacks:
        return ""
    where = "The file mail.eml is the mail as it came." if body.enclosed else how_to_get(message)
    return " ".join((*body.lacks, where))


def how_to_get(message: MessageId) -> str:
    """How to get the mail of a message as it came."""
    return (
        "The server keeps the mail as it came; who administers it gets it there by "
        f"`deskbell-server mail {message} --into FOLDER`."
    )


def recipients(mailboxes: Iterable[MailAddress]) -> tuple[str, ...]:
    """The addresses that a message can name, ours without the tokens in them, each once."""
    named = (plain_address(each.address) for each in mailboxes if is_address(each.address))
    return tuple(dict.fromkeys(named))[:_MAX_RECIPIENTS]


def is_address(text: str) -> bool:
    """Whether a command can name this address; what only an old mailer could deliver to is left."""
    try:
        msgspec.convert(text, Address)
    except msgspec.ValidationError:
        return False
    return True


def references(mail: ParsedMail) -> tuple[str, ...]:
    """The Message-IDs that a message can remember, the newest last."""
    named = (each for each in mail.references if len(each) <= MAX_MESSAGE_ID)
    return tuple(named)[-_MAX_REFERENCES:]
