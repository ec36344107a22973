# SPDX-License-Identifier: Apache-2.0
"""What of an agent's answer to a notice is certainly theirs; pure.

A notice repeats what was written for colleagues alone, and every mail program quotes it in its own
way and language. So this does not rest on how quotes look: it is known what we said. An answer ends
above the paragraph in which the notice begins, and is nobody's but its author's only if nothing in
it is quoted, repeats a note, or names the address of a notice.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sync_server.channels.email.mail import ParsedMail
from sync_server.security.signing import plain_address

_LONGEST: Final = 64 * 1024
"""Characters of an answer of which it can be said."""

_RUN: Final = 24
"""Letters in a row that two people do not write by accident; a sign of Chinese counts as three."""

_SHORTEST: Final = 8
"""Letters of a note that are looked for as a line of their own."""

_ADDRESS: Final = re.compile(r"[^\s<>\[\]()\"',;:@]{1,64}@[^\s<>\[\]()\"',;:@]{1,255}")
_MAX_ATTRIBUTION_LINES: Final = 3


def own_words(mail: ParsedMail, *, frame: Iterable[str], notes: Iterable[str]) -> str | None:
    """What the author wrote above the notice; `None` where it is not certain what that is.

    `frame` is what every notice of the ticket may say in lines of its own, and `notes` what was
    written for colleagues.
    """
    if len(mail.written) > _LONGEST:
        return None
    lines = mail.written.splitlines()
    begins = _frame_start(lines, [_spaced(each) for each in frame])
    if begins < len(lines) or mail.quoted:
        lines = _without_attribution(lines[:begins])
    answer = "\n".join(lines).strip()
    is_certain = not any(map(_is_foreign, lines)) and not _repeats(answer, notes)
    return answer if is_certain and (answer or not mail.text.strip()) else None


def tells_of_notice(text: str, *, frame: Iterable[str], notes: Iterable[str]) -> bool:
    """Whether a file of an answer says what a notice does, as far as it is looked at."""
    lines = text[:_LONGEST].splitlines()
    begins = _frame_start(lines, [_spaced(each) for each in frame])
    return (
        begins < len(lines) or any(map(_names_notice, lines)) or _repeats("\n".join(lines), notes)
    )


def without_tokens(text: str) -> str:
    """A text in which addresses that let one agent alone answer are as others know them."""
    return _ADDRESS.sub(lambda found: plain_address(found[0]), text)


def _frame_start(lines: Sequence[str], frame: Sequence[str]) -> int:
    """Where the paragraph begins in which the notice does: a mail program's headers stand there.

    That is the first line where the notice is marked as quoted, because more was written below it.
    """
    for number, line in enumerate(lines):
        spaced = _spaced(line)
        if any(each in spaced for each in frame):
            return 0 if _is_foreign(line) else _paragraph_start(lines, number)
    return len(lines)


def _paragraph_start(lines: Sequence[str], end: int) -> int:
    while end > 0 and lines[end - 1].strip():
        end -= 1
    return end


def _without_attribution(lines: list[str]) -> list[str]:
    """The lines without what a mail program wrote over its quote, in whatever language."""
    end = len(lines)
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    start = _paragraph_start(lines, end)
    last = "".join(lines[start:end]).rstrip()
    is_attribution = last.endswith((":", "\uff1a")) and ("@" in last or _has_date(last))
    return (
        lines[:start] if is_attribution and end - start <= _MAX_ATTRIBUTION_LINES else lines[:end]
    )


def _has_date(text: str) -> bool:
    return sum(each.isdecimal() for each in text) >= 4


def _is_foreign(line: str) -> bool:
    return line.lstrip().startswith(">") or _names_notice(line)


def _names_notice(line: str) -> bool:
    """Whether a line names an address that is for one agent alone."""
    return without_tokens(line) != line


def _repeats(answer: str, notes: Iterable[str]) -> bool:
    """Whether an answer repeats words of a note, however its lines are broken."""
    runs = set(_runs(_letters(answer)))
    lines = {_letters(line) for line in answer.splitlines()}
    for note in map(_letters, notes):
        if len(note) < _RUN and len(note) >= _SHORTEST and note in lines:
            return True
        if not runs.isdisjoint(_runs(note)):
            return True
    return False


def _runs(letters: str) -> Iterator[str]:
    return (letters[at : at + _RUN] for at in range(len(letters) - _RUN + 1))


def _spaced(text: str) -> str:
    """A text in small letters, with one space where there is any."""
    return " ".join(text.casefold().split())


def _letters(text: str) -> str:
    """The letters and digits of a text, whatever a mail program made of all that is between."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each * (3 if each >= "\u2e80" else 1) for each in folded if each.isalnum())
