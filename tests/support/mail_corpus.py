# SPDX-License-Identifier: Apache-2.0
"""Mails for tests: a believable archive from a seed, and mails that try to do harm."""

import base64
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from importlib.util import find_spec
from pathlib import Path

_FIRST_MAIL = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SUPPORT = Address("Support", addr_spec="support@lanternworks.example")
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Language:
    """What the customers of one language write, and in which charsets."""

    charsets: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    subjects: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    wrote: str
    file_name: str


LANGUAGES = {
    "en": Language(
        ("utf-8", "us-ascii"),
        (("Ada Whitfield", "ada@brightpier.example"), ("Tom Okoye", "tom@okoye.example")),
        ("Lamp flickers after the update", "Invoice shows the wrong street", "Cannot sign in"),
        ("Since this morning the lamp in the hall flickers every few seconds.",),
        ("Thank you, that helped. One more thing: where do I find the serial number?",),
        "On {date}, {name} wrote:",
        "hall lamp.png",
    ),
    "de": Language(
        ("utf-8", "iso-8859-1", "windows-1252"),
        (("Jörg Müller", "joerg@muellerbau.example"), ("Änne Groß", "aenne@gross.example")),
        ("Rückgabe der Stehlampe", "Größe passt nicht", "Rechnung für März fehlt"),
        ("Guten Tag, die Lampe ist für unseren Flur zu groß. Können wir sie zurückgeben?",),
        ("Vielen Dank für die schnelle Rückmeldung. Das Päckchen ist unterwegs.",),
        "Am {date} schrieb {name}:",
        "Stehlampe größer.png",
    ),
    "fr": Language(
        ("utf-8", "iso-8859-15"),
        (("Hélène Lefèvre", "helene@lefevre.example"),),
        ("Livraison reçue abîmée", "Où est ma commande ?"),
        ("Bonjour, le carton est arrivé ouvert et l'abat-jour est cassé, à 12 € près.",),
        ("Merci beaucoup, j'ai bien reçu l'étiquette de retour.",),
        "Le {date}, {name} a écrit :",
        "colis abîmé.png",
    ),
    "ja": Language(
        ("utf-8", "iso-2022-jp", "shift_jis"),
        (("田中花子", "tanaka@akari.example"),),
        ("電球の交換について", "領収書をお願いします"),
        ("電球が点灯しません。交換の方法を教えてください。",),
        ("ありがとうございます。無事に点灯しました。",),
        "{date} {name}のメール:",
        "電球.png",
    ),
}


@dataclass
class Conversation:
    """One thread of the archive: what an import has to find again."""

    subject: str
    language: str
    message_ids: list[str] = field(default_factory=list)
    attachments: int = 0


def build_mbox(path: Path, *, threads: int, seed: int) -> list[Conversation]:
    """Write an mbox with this many threads, interleaved by time, and say what is in it.

    The same arguments give the same bytes. Texts are English, German, French and Japanese in
    several charsets; some mails are HTML, some carry files, and some lines begin with "From ".
    """
    chance = random.Random(seed)
    conversations: list[Conversation] = []
    dated: list[tuple[datetime, int, bytes]] = []
    for number in range(threads):
        conversation = Conversation("", chance.choice(sorted(LANGUAGES)))
        conversations.append(conversation)
        for sent_at, mail in _mails(conversation, number, seed=seed, chance=chance):
            dated.append((sent_at, len(dated), mail.as_bytes(policy=SMTP)))
    dated.sort()
    with path.open("wb") as file:
        for sent_at, _, raw in dated:
            file.write(
                f"From archive@lanternworks.example {sent_at:%a %b %d %H:%M:%S %Y}\n".encode()
            )
            for line in raw.replace(b"\r\n", b"\n").splitlines(keepends=True):
                file.write(b">" + line if line.lstrip(b">").startswith(b"From ") else line)
            file.write(b"\n")
    return conversations


def _mails(
    conversation: Conversation, number: int, *, seed: int, chance: random.Random
) -> Iterator[tuple[datetime, EmailMessage]]:
    language = LANGUAGES[conversation.language]
    name, address = chance.choice(language.people)
    conversation.subject = f"{chance.choice(language.subjects)} ({number + 1})"
    sent_at = _FIRST_MAIL + timedelta(minutes=chance.randrange(60 * 24 * 60))
    length = chance.randint(1, 5)
    previous = ""
    for step in range(length):
        from_customer = step % 2 == 0
        body = chance.choice(language.questions if step == 0 else language.answers)
        mail = EmailMessage()
        customer = Address(name, addr_spec=address)
        mail["From"], mail["To"] = (customer, SUPPORT) if from_customer else (SUPPORT, customer)
        mail["Subject"] = conversation.subject if step == 0 else f"Re: {conversation.subject}"
        mail["Date"] = format_datetime(sent_at)
        message_id = f"{seed}.{number}.{step}@{'mail' if from_customer else 'desk'}.example"
        mail["Message-ID"] = f"<{message_id}>"
        if step:
            mail["In-Reply-To"] = f"<{conversation.message_ids[-1]}>"
            mail["References"] = " ".join(f"<{named}>" for named in conversation.message_ids)
            intro = language.wrote.format(date=f"{sent_at:%Y-%m-%d %H:%M}", name=name)
            quote = "".join(f"> {line}\n" for line in previous.splitlines())
            previous, body = body, f"{body}\n\n{intro}\n{quote}"
        else:
            previous = body
        _fill(mail, body, language, chance=chance)
        conversation.attachments += sum(1 for _ in mail.iter_attachments())
        _name_boundaries(mail, f"{seed}-{number}-{step}")
        conversation.message_ids.append(message_id)
        yield sent_at, mail
        sent_at += timedelta(minutes=chance.randrange(5, 3 * 24 * 60))


def _fill(mail: EmailMessage, body: str, language: Language, *, chance: random.Random) -> None:
    body += "\nFrom here on the line is only text.\n" if chance.random() < 0.1 else "\n"
    possible = [charset for charset in language.charsets if _fits(body, charset)]
    mail.set_content(body, charset=chance.choice(possible))
    kind = chance.random()
    if kind < 0.3:
        paragraphs = body.strip().replace("<", "&lt;").replace("\n", "<br>")
        mail.add_alternative(f"<html><body><p>{paragraphs}</p></body></html>", subtype="html")
    if kind < 0.1 or kind > 0.8:
        mail.add_attachment(PNG, maintype="image", subtype="png", filename=language.file_name)
    if kind > 0.95:
        mail.add_attachment("kind;count\nlamp;2\n", subtype="csv", filename="order.csv")


def _name_boundaries(mail: EmailMessage, name: str) -> None:
    """Boundaries of our own: those that the standard library makes differ from run to run."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{name}-{number}")


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def interpreter_mails() -> dict[str, bytes]:
    """The mails that Python's own tests use, by name; none where the interpreter comes without.

    They are read where they are: some were made to break parsers.
    """
    try:
        tests = find_spec("test.test_email")
    except ModuleNotFoundError:
        tests = None
    if tests is None or tests.origin is None:
        return {}
    found = sorted((Path(tests.origin).parent / "data").glob("*.txt"))
    return {path.name: path.read_bytes() for path in found}


def mail_with(*headers: bytes, body: bytes = b"Hello\r\n") -> bytes:
    """A small mail with these header lines beside the usual ones."""
    usual = (b"From: Ada <ada@brightpier.example>", b"To: support@lanternworks.example")
    return b"\r\n".join((*headers, *usual, b"", body))


def html_mail(html: str) -> bytes:
    """A mail that is nothing but this HTML."""
    return mail_with(b"Content-Type: text/html; charset=utf-8", body=html.encode())


def deep_multipart(levels: int) -> bytes:
    """A mail whose parts are nested this deep."""
    lines = [b"From: a@b.example", b"Subject: deep"]
    for level in range(levels):
        boundary = b"level-%d" % level
        lines += [b'Content-Type: multipart/mixed; boundary="%s"' % boundary, b"", b"--" + boundary]
    lines += [b"Content-Type: text/plain", b"", b"The bottom"]
    lines += [b"--level-%d--" % level for level in reversed(range(levels))]
    return b"\r\n".join(lines) + b"\r\n"


def deep_messages(levels: int) -> bytes:
    """A mail that forwards a mail that forwards a mail ..."""
    wrapper = b"From: a@b.example\r\nSubject: forwarded\r\nContent-Type: message/rfc822\r\n\r\n"
    return wrapper * levels + b"From: a@b.example\r\n\r\nThe bottom\r\n"


def many_parts(count: int) -> bytes:
    """A mail of this many parts."""
    head = (
        b"From: a@b.example\r\nSubject: many\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n"
    )
    part = b"--xx\r\nContent-Type: text/plain\r\n\r\npart\r\n"
    return head + part * count + b"--xx--\r\n"


def large_mail(size: int) -> bytes:
    """A mail of exactly `size` bytes, most of them one attachment."""
    head = mail_with(
        b"Subject: large",
        b"Content-Type: multipart/mixed; boundary=xx",
        body=b"--xx\r\nContent-Type: text/plain\r\n\r\nSee the file\r\n"
        b'--xx\r\nContent-Type: application/octet-stream; name="large.bin"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n",
    )
    tail = b"\r\n--xx--\r\n"
    line = base64.b64encode(bytes(range(57))) + b"\r\n"
    room = size - len(head) - len(tail)
    return head + line * (room // len(line)) + b"A" * (room % len(line)) + tail


def mail_files(folder: Path, *mails: bytes) -> Path:
    """A folder with these mails as .eml files, in their order; the folder."""
    folder.mkdir(parents=True)
    for number, raw in enumerate(mails):
        (folder / f"{number:03}.eml").write_bytes(raw)
    return folder
