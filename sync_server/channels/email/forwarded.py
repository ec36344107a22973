# SPDX-License-Identifier: Apache-2.0
"""Finds the mail that somebody forwarded: below a line of their mail program, or as an attachment.

Every program writes the headers of what it forwards as lines, in the language of its user. Lines
are looked at one by one, each a fixed number of times, and long ones not at all.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from sync_server.channels.email.addresses import parse_addresses
from sync_server.channels.email.copied_headers import copied_header
from sync_server.channels.email.mail import MailAddress, ParsedMail
from sync_server.channels.email.text import clean_line

MAX_TEXT: Final = 64 * 1024
MAX_LINE: Final = 1000
_MAX_SUBJECT: Final = 500
_HEADER_LINES: Final = 14
"""Lines in which a sender must be found; long lists of recipients are folded over several."""

_PREFIX: Final = re.compile(
    r"\s*(?:fwd?|fw|wg|tr|rv|enc|i|doorst|vs|vb|videres|pd|ynt|转发|轉寄|転送)\s*[:\uff1a]",
    re.IGNORECASE,
)
_MARKER: Final = re.compile(
    r"[\s>*_-]*(?:begin |anfang der |d[ée]but du |inizio (?:del )?|inicio del |start )?"
    r"(?:forwarded (?:message|mail|by)|weitergeleitete (?:nachricht|e-?mail)"
    r"|weitergeleiteten nachricht|message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])"
    r"|mensaje reenviado|messaggio inoltrato|mensagem (?:encaminhada|reencaminhada)"
    r"|doorgestuurd (?:bericht|e-?mailbericht)|vidarebefordrat (?:meddelande|brev)"
    r"|videresendt (?:meddelelse|melding)|v[äa]litetty viesti"
    r"|wiadomo[śs][ćc] przekazana dalej|przekazana wiadomo[śs][ćc]|転送メッセージ|转发的?邮件"
    r"|original message|ursprüngliche nachricht|originalnachricht|message d['’]origine"
    r"|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht"
    r"|元のメッセージ)[\s:\uff1a*_-]*",
    re.IGNORECASE,
)
_FORWARDED: Final = re.compile(r"original|origine|oorspronkelijk|ursprüng|元の", re.IGNORECASE)
"""What a marker says that stands above an answer as well."""

_MAILTO: Final = re.compile(r"\[?mailto:([^\]\s>]{3,254})\]?", re.IGNORECASE)


class Forwarded(Struct, frozen=True, kw_only=True):
    """A forwarded mail: who wrote it, its subject and text; `note` is what was written above it."""

    sender: MailAddress
    subject: str
    text: str
    note: str = ""


def says_forwarded(subject: str) -> bool:
    """Whether a subject begins as a mail program begins that of a forwarded mail."""
    return _PREFIX.match(subject) is not None


def without_prefix(subject: str) -> str:
    """A subject as it was before the mail was forwarded."""
    while (found := _PREFIX.match(subject)) is not None:
        subject = subject[found.end() :].lstrip()
    return subject


def find_forwarded(mail: ParsedMail) -> Forwarded | None:
    """The mail that is forwarded in the text of this one; the first of several.

    Copied headers alone stand above what is answered too, so they count only with the subject of a
    forwarded mail or under a line that says so.
    """
    whole = mail.text.splitlines()
    looked_at = mail.text[:MAX_TEXT].splitlines()
    lines = [line if len(line) <= MAX_LINE else "" for line in looked_at]
    is_meant = says_forwarded(mail.subject)
    for number, line in enumerate(lines):
        marker = _MARKER.fullmatch(line)
        if marker is not None:
            begins = number + 1
        elif is_meant and _is_sender(line):
            begins = number
        else:
            continue
        if not is_meant and (marker is None or _FORWARDED.search(line)):
            continue
        found = _read(mail, lines, number, begins, whole=whole)
        if found is not None:
            return found
    return None


def attached_mail(mail: ParsedMail) -> bytes | None:
    """The one mail that is attached to this one, if it was attached to forward it."""
    attached = [each for each in mail.attachments if each.media_type == "message/rfc822"]
    is_meant = says_forwarded(mail.subject) or not mail.text.strip()
    return attached[0].data if len(attached) == 1 and is_meant else None


def _is_sender(line: str) -> bool:
    return copied_header(line)[0] == "from"


def _read(
    mail: ParsedMail, lines: list[str], marked: int, begins: int, *, whole: list[str]
) -> Forwarded | None:
    """What stands below the headers that begin here; `None` when no sender is among them."""
    while begins < len(lines) and not lines[begins].strip(" \t>*"):
        begins += 1
    sender, subject, fields, end = None, "", 0, begins
    for end in range(begins, min(begins + _HEADER_LINES, len(lines))):
        field, value = copied_header(lines[end])
        if field is None and not lines[end].strip(" \t>"):
            break
        fields += field is not None
        if field == "from" and sender is None:
            sender = _address(value)
        elif field == "subject":
            subject = clean_line(value, _MAX_SUBJECT)
    if sender is None or fields < 2:
        return None
    return Forwarded(
        sender=sender,
        subject=subject or without_prefix(mail.subject),
        text="\n".join(_unquoted(whole[end + 1 :], quoted=lines[begins].lstrip()[:1] == ">")).strip(
            "\n"
        ),
        note="\n".join(whole[:marked]).strip(),
    )


def _address(value: str) -> MailAddress | None:
    """The first address of a line, which may be written as Outlook does, with `mailto:`."""
    value = value.strip("* ")
    linked = _MAILTO.search(value)
    if linked is not None and "<" not in value[: linked.start()]:
        value = f"{value[: linked.start()].strip()} <{linked[1]}>"
    elif linked is not None:
        value = _MAILTO.sub("", value).replace("<>", "")
    return next(parse_addresses(value.encode()), None)


def _unquoted(lines: list[str], *, quoted: bool) -> Iterator[str]:
    """The lines without one mark of quoting, where the program marks what it forwards."""
    for line in lines:
        yield line.lstrip().removeprefix(">").removeprefix(" ") if quoted else line
