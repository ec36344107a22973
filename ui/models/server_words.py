# SPDX-License-Identifier: Apache-2.0
"""What the server says of mail and of calendar files, in the language of the person who reads it.

The server writes its reasons into rows, in English and for everybody; so they are known here by
their sentences. What another mail server said stays as it said it, and so does a sentence of a
newer server.
"""

import re
from functools import cache
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.models.words import translate

DELIVERIES: Final = (
    QT_TRANSLATE_NOOP("server", "Nobody to send it to. Write to whom, then send again"),
    QT_TRANSLATE_NOOP("server", "What is internal is not forwarded"),
    QT_TRANSLATE_NOOP("server", "Its files are too large to be mailed. Send fewer of them"),
    QT_TRANSLATE_NOOP("server", "{name}: the file cannot be read. Attach it again"),
    QT_TRANSLATE_NOOP("server", "{address} is no address that mail can be sent to"),
    QT_TRANSLATE_NOOP("server", "{address}: its domain cannot exist"),
    QT_TRANSLATE_NOOP("server", "Given up after 2 days. {reason}"),
    QT_TRANSLATE_NOOP(
        "server",
        "It may have arrived: twice nobody saw how it ended. Send it again if it has not",
    ),
    QT_TRANSLATE_NOOP("server", "The mailbox is disconnected. Connect it, then send again"),
    QT_TRANSLATE_NOOP("server", "The server failed to make this mail. Its log says why"),
    QT_TRANSLATE_NOOP("server", "Held by a restore, because it may have left since the backup"),
    QT_TRANSLATE_NOOP("server", "{server} broke the connection"),
    QT_TRANSLATE_NOOP("server", "{server} broke the connection after the mail was sent to it"),
    QT_TRANSLATE_NOOP("server", "{server} cannot send to addresses with letters beyond a-z"),
    QT_TRANSLATE_NOOP("server", "{server} takes at most {size} MB. Send fewer files"),
)
"""Why a message did not leave, or waits."""

MAILBOXES: Final = (
    QT_TRANSLATE_NOOP("server", "Mail does not leave: {reason}"),
    QT_TRANSLATE_NOOP("server", "{address} has no password. Enter it in the mailbox's settings"),
    QT_TRANSLATE_NOOP("server", "{server} does not accept the mailbox's password: {answer}"),
    QT_TRANSLATE_NOOP("server", "{server} cannot check the password: {answer}"),
    QT_TRANSLATE_NOOP("server", "{server} does not answer"),
    QT_TRANSLATE_NOOP("server", "{server} offers no encryption. Choose TLS and port 465"),
    QT_TRANSLATE_NOOP("server", "{server} cannot be reached: {answer}"),
    QT_TRANSLATE_NOOP("server", "{server} cannot be reached"),
    QT_TRANSLATE_NOOP("server", "{server}: its certificate is not valid ({answer})"),
    QT_TRANSLATE_NOOP(
        "server", "{server}: no encrypted connection. Check the port and the kind of TLS"
    ),
    QT_TRANSLATE_NOOP(
        "server",
        "{server}: mail without encryption is sent on this machine only. "
        "Choose TLS or STARTTLS for the mailbox",
    ),
)
"""Why no mail leaves from a mailbox."""

READING: Final = (
    QT_TRANSLATE_NOOP(
        "server",
        "The mail server does not accept the user name and password. Check both; some providers "
        "want a password made for programs, and IMAP switched on",
    ),
    QT_TRANSLATE_NOOP(
        "server",
        "{server} cannot check passwords at the moment. It is tried again by itself; if that "
        "lasts, ask whoever runs the mail server",
    ),
    QT_TRANSLATE_NOOP(
        "server",
        "Without encryption the password would be readable on the way. Choose TLS or STARTTLS",
    ),
    QT_TRANSLATE_NOOP(
        "server", "The mail server offers no encryption at this port. Choose TLS and port 993"
    ),
    QT_TRANSLATE_NOOP("server", "The mailbox has no folder {folder}. Check its name"),
    QT_TRANSLATE_NOOP(
        "server",
        "The certificate of {server} is not valid ({answer}). Check the name of the server",
    ),
    QT_TRANSLATE_NOOP("server", "{server} speaks no TLS. Check the port, or choose STARTTLS"),
    QT_TRANSLATE_NOOP("server", "{server} does not answer. Check the name and the port"),
    QT_TRANSLATE_NOOP(
        "server", "Nothing listens at {server}. Check the port, and that the server runs"
    ),
    QT_TRANSLATE_NOOP("server", "There is no server called {server}. Check the name"),
    QT_TRANSLATE_NOOP("server", "{server} ended the connection. It is tried again by itself"),
    QT_TRANSLATE_NOOP("server", "{server} gave an answer that is no IMAP. Check the port"),
)
"""Why the mail of a mailbox is not read."""

HELD: Final = (
    QT_TRANSLATE_NOOP("server", "Its sender is blocked"),
    QT_TRANSLATE_NOOP("server", "Other mail of its sender was marked as spam"),
    QT_TRANSLATE_NOOP("server", "It comes from a mailbox of this desk"),
    QT_TRANSLATE_NOOP("server", "A notice for an agent came back to the desk"),
    QT_TRANSLATE_NOOP("server", "It does not say who wrote it"),
    QT_TRANSLATE_NOOP("server", "It answers a notice for an agent, from another address"),
    QT_TRANSLATE_NOOP(
        "server",
        "It answers a notice for an agent, but not to the address that the notice gave",
    ),
    QT_TRANSLATE_NOOP("server", "Its author may write nothing in this ticket"),
    QT_TRANSLATE_NOOP("server", "{address} has no part in this ticket"),
    QT_TRANSLATE_NOOP("server", "It came to {address} as well, and is a ticket there"),
    QT_TRANSLATE_NOOP("server", "More than {count} mails of this sender in {minutes} minutes"),
    QT_TRANSLATE_NOOP("server", "The same text for the third time within an hour"),
    QT_TRANSLATE_NOOP("server", "It cannot be shown: {answer}"),
    QT_TRANSLATE_NOOP("server", "A fault of the desk: {answer}"),
    QT_TRANSLATE_NOOP("server", "The desk did not take it in: {answer}"),
    QT_TRANSLATE_NOOP("server", "Sender"),
    QT_TRANSLATE_NOOP("server", "Held because"),
    QT_TRANSLATE_NOOP("server", "A customer of this desk"),
    QT_TRANSLATE_NOOP("server", "Nobody whom this desk knows"),
    QT_TRANSLATE_NOOP("server", "The mail is not kept any more."),
    QT_TRANSLATE_NOOP("server", "The mail cannot be read from the disk."),
)
"""Why mail is held, and what was looked at."""

CALENDAR_FILES: Final = (
    QT_TRANSLATE_NOOP("server", "the file is no calendar that can be read"),
    QT_TRANSLATE_NOOP("server", "the file is larger than {size} MB"),
    QT_TRANSLATE_NOOP("server", "the file has more than {count} events"),
    QT_TRANSLATE_NOOP("server", "the file has more than {count} dates"),
    QT_TRANSLATE_NOOP("server", "the events of the file recur too often, or take too long"),
    QT_TRANSLATE_NOOP("server", "the file has more than {count} lines and values"),
    QT_TRANSLATE_NOOP("server", "the file has more than {count} time zones"),
    QT_TRANSLATE_NOOP("server", "{name} takes less than no time, or more than a year"),
    QT_TRANSLATE_NOOP("server", "no holiday was found in these years"),
)
"""Why a file of holidays adds nothing to a calendar."""

SENTENCES: Final = (*DELIVERIES, *MAILBOXES, *READING, *HELD, *CALENDAR_FILES)

_GAP: Final = re.compile(r"\{(\w+)\}")


def server_words(said: str) -> str:
    """A sentence of the server's; any other as it is."""
    for pattern, sentence in _known():
        found = pattern.fullmatch(said)
        if found is not None:
            values = found.groupdict()
            if "reason" in values:
                values["reason"] = server_words(values["reason"])
            return translate("server", sentence).format(**values)
    return said


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences, those first that leave least open."""
    every = sorted((str(each) for each in SENTENCES), key=len, reverse=True)
    return tuple((_pattern(sentence), sentence) for sentence in every)


def _pattern(sentence: str) -> re.Pattern[str]:
    pieces = _GAP.split(sentence)
    written = (
        f"(?P<{piece}>.+)" if number % 2 else re.escape(piece)
        for number, piece in enumerate(pieces)
    )
    return re.compile("".join(written), re.DOTALL)
