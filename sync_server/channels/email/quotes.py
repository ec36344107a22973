# SPDX-License-Identifier: Apache-2.0
"""Where the words of a reply end and what it quotes, or a signature, begins.

Only lines are looked at, each a fixed number of times, and long ones not at all: quote finders that
match whole texts can be kept busy for minutes by a hostile mail. For the same reason no pattern
here looks for something behind what matches anything.
"""

import re

from sync_server.channels.email.copied_headers import copied_header

MAX_TEXT = 64 * 1024
MAX_LINE = 1000
_MAX_SIGNATURE_LINES = 15
_MAX_ATTRIBUTION_LINES = 3

_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:original message|original appointment|ursprüngliche nachricht"
    r"|originalnachricht|message d['’]origine|message original|mensaje original"
    r"|messaggio originale|mensagem original|oorspronkelijk bericht|元のメッセージ"
    r"|オリジナルメッセージ)\s*-{2,}\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*_{10,}\s*")
_ATTRIBUTION_START = re.compile(r"\s*(?:on|am|le|den|\d{4}\s*[年/-])\b|\s*\d{4}年", re.IGNORECASE)
_LAST_WORDS = ("a écrit", "のメール", "書きました", "のメッセージ")
_VERB = re.compile(r"\bwrote\Z|\bschrieb\b")
_MAX_ATTRIBUTION_TAIL = 400
"""Characters of a line that say whether it ends an attribution: a verb, a name, an address."""

_SIGNATURE = re.compile(r"-- ?")
_DEVICE = re.compile(
    r"(?:sent from (?:my|outlook)|von meinem .{1,60} gesendet|gesendet (?:mit|von)"
    r"|envoyé (?:de|depuis) mon|get outlook for|outlook für .{1,20} (?:beziehen|herunterladen)"
    r"|obtenir outlook pour).{0,100}|.{1,30}から送信",
    re.IGNORECASE,
)


def split_quotes(text: str) -> tuple[str, str]:
    """Split a mail's text into what was written now, and the signature and quotes after it.

    `visible + quoted == text` always. Quotes with answers between them stay visible, and so does
    everything when nothing else would be left.
    """
    lines = text[:MAX_TEXT].splitlines(keepends=True)
    bare = [line.strip("\r\n") if len(line) <= MAX_LINE else "x" for line in lines]
    cut = _signature_start(bare, _quote_start(bare))
    # Above the signature may be another quote: some write theirs below what they quote.
    cut = _quote_start(bare[:cut])
    while cut > 0 and not bare[cut - 1].strip():
        cut -= 1
    if cut == 0 or cut == len(lines):
        return text, ""
    visible = "".join(lines[:cut])
    return visible, text[len(visible) :]


def _quote_start(lines: list[str]) -> int:
    """The first line of the quote that ends the text; the number of lines when there is none."""
    opens_last_quote = _last_quotes(lines)
    for number, line in enumerate(lines):
        if _ORIGINAL.fullmatch(line) or _is_header_block(lines, number):
            above = number - 1
            return above if above >= 0 and _RULE.fullmatch(lines[above]) else number
        end = _attribution_end(lines, number)
        if end is not None and opens_last_quote[end + 1]:
            return number
    tail = _quoted_tail(lines)
    return tail if tail is not None else len(lines)


def _is_header_block(lines: list[str], number: int) -> bool:
    """Whether Outlook's copy of the headers begins here: a sender and two more at once."""
    name, value = copied_header(lines[number])
    if name != "from" or not value or lines[number].lstrip().startswith(">"):
        return False
    return sum(copied_header(line)[0] is not None for line in lines[number + 1 : number + 6]) >= 2


def _attribution_end(lines: list[str], number: int) -> int | None:
    """The last line of an "On ... wrote:" that begins at this line and may be wrapped."""
    if not _ATTRIBUTION_START.match(lines[number]):
        return None
    for end in range(number, min(number + _MAX_ATTRIBUTION_LINES, len(lines))):
        if not lines[end].strip():
            return None
        if _ends_attribution(lines[end]):
            return end
    return None


def _ends_attribution(line: str) -> bool:
    """Whether a line ends as "... wrote:" does, or with who wrote."""
    line = line.rstrip()
    if not line.endswith((":", "\uff1a")):
        return False
    tail = line[:-1].rstrip()[-_MAX_ATTRIBUTION_TAIL:].lower()
    if tail.endswith(_LAST_WORDS) or _VERB.search(tail):
        return True
    if not tail.endswith(">"):
        return False
    last = re.split(r"[<>\s]", tail[:-1])[-1]
    return "@" in last[1:-1]


def _last_quotes(lines: list[str]) -> list[bool]:
    """For each line, whether an attribution before it opens the last thing of the text.

    It does when every line from there on is quoted, up to a signature, or when none is because
    the mailer does not mark quotes; not when the quote is answered below. One entry more than
    there are lines, computed from the end so that many attributions cost no more than one.
    """
    quoted_follows = False
    own_first = False
    signature_first = True
    opens = [True] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number].lstrip()
        if line.startswith(">"):
            quoted_follows = True
        elif line:
            own_first = True
            signature_first = _SIGNATURE.fullmatch(lines[number]) is not None
        opens[number] = not quoted_follows or not own_first or signature_first
    return opens


def _quoted_tail(lines: list[str]) -> int | None:
    """Where the `>` lines at the end begin, or None when the text ends otherwise."""
    start = len(lines)
    seen = False
    while start > 0:
        line = lines[start - 1].lstrip()
        if line.startswith(">"):
            seen = True
        elif line:
            break
        start -= 1
    return start if seen else None


def _signature_start(lines: list[str], end: int) -> int:
    """The first line of a signature among the last lines before `end`, else `end`."""
    first = max(1, end - _MAX_SIGNATURE_LINES)
    for number in range(first, end):
        if _SIGNATURE.fullmatch(lines[number]) or _DEVICE.fullmatch(lines[number].strip()):
            return number
    return end
