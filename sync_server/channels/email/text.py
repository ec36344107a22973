# SPDX-License-Identifier: Apache-2.0
"""From bytes to clean text: charsets as mail labels and mislabels them, and unwanted characters."""

import codecs
import re
import unicodedata

_REPLACEMENT = "\ufffd"
_LABEL_LENGTH = 40

_BETTER = {
    # Labels that mail writes for a larger set than their name says.
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
    "tis-620": "cp874",
}
_ALIASES = {"ks_c_5601-1987": "cp949", "x-sjis": "cp932", "x-gbk": "gb18030", "utf8mb4": "utf-8"}
_ALLOWED = re.compile(
    r"utf-(?:8|8-sig|16|16-le|16-be|32|32-le|32-be)|ascii|iso8859-\d+|cp(?:125\d|437|8[56]\d|874)"
    r"|koi8-[rut]|mac-\w+|shift_jis|cp932|euc_jp\w*|iso2022_jp\w*|gb2312|gbk|gb18030|big5|big5hkscs"
    r"|cp950|euc_kr|cp949|johab|iso2022_kr|tis-620"
)
"""Python's names of the charsets that mail may use.

A list of what is allowed, because what a label can reach besides charsets is dangerous: UTF-7 hides
markup from filters, `unicode_escape` and `idna` interpret, others are slow.
"""


def _codec(label: str) -> str | None:
    label = label.strip(" \t'\"").lower()[:_LABEL_LENGTH]
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return name if _ALLOWED.fullmatch(name) else None


_LEADING = bytes(range(0xC0, 0x100))
"""Bytes that begin a character of several bytes in UTF-8."""


def _guess(data: bytes) -> str:
    """Decode bytes without a usable label: UTF-8 where they are that, else Western European."""
    if data.isascii() and b"\x1b$" in data:
        return data.decode("iso2022_jp_ext", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count(_REPLACEMENT)
    sound = len(data) - len(data.translate(None, _LEADING)) - broken
    # A cut or bit-flipped UTF-8 text has a few bad places among many good ones; anything else was
    # never UTF-8.
    return lenient if sound > broken else data.decode("cp1252", "replace")


def decode_text(data: bytes, label: str | None = None) -> str:
    """Decode what a mail labels as `label`, repairing wrong and unknown labels. Never fails.

    A label that is not allowed (UTF-7) is not obeyed: the bytes are shown as they are.
    """
    codec = _codec(label) if label else None
    if codec in (None, "utf-8", "utf-8-sig"):
        return _guess(data.removeprefix(codecs.BOM_UTF8))
    assert codec is not None
    codec = _BETTER.get(codec, codec)
    if codec == "cp1252":
        return _guess_western(data)
    return data.decode(codec, "replace")


def _guess_western(data: bytes) -> str:
    """Decode what claims to be ASCII or Latin-1, which much software writes for UTF-8 as well."""
    if data.isascii():
        return data.decode("ascii")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_SPACES = re.compile(r"\s+")
_TURNING = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)
_DIRECTION = re.compile(f"[{_TURNING}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]")

SEEN = rf"[^\s\x00-\x1f\x7f-\x9f{_TURNING}{_UNSEEN}]"
"""A pattern of one character of which something is seen: `clean_name` leaves it."""

UNSEEN = rf"[\s\x00-\x1f\x7f-\x9f{_TURNING}{_UNSEEN}]"
"""A pattern of one character of which nothing is seen."""


def clean_text(text: str) -> str:
    """Several lines, ended by LF, without NUL, other controls and lone surrogates."""
    text = _LINE_ENDS.sub("\n", text)
    return _CONTROLS.sub("", _SURROGATES.sub(_REPLACEMENT, text))


def clean_line(text: str, limit: int) -> str:
    """One line of at most `limit` characters without controls or overrides of direction."""
    text = _SURROGATES.sub(_REPLACEMENT, text[: 4 * limit])
    text = _CONTROLS.sub("", _SPACES.sub(" ", text))
    return _DIRECTION.sub("", text)[:limit].strip()


def clean_name(text: str, limit: int) -> str:
    """A person's name: one line whose invisible characters are gone."""
    return _INVISIBLE.sub("", clean_line(text, limit)).strip()


_PATH = re.compile(r"[/\\]")
_UNSAFE = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE
)
_NAME_LENGTH = 150
_SUFFIX_LENGTH = 20


def safe_file_name(text: str, fallback: str) -> str:
    """A file name that is safe to show and to save under, keeping the real ending.

    Characters that change what is seen (direction, zero width) become U+FFFD, so that the name
    shows that something was there. Folders, device names and what some system forbids go.
    """
    text = _PATH.split(text[-4096:])[-1]
    text = _SURROGATES.sub(_REPLACEMENT, text)
    text = _CONTROLS.sub("", _SPACES.sub(" ", text))
    text = _INVISIBLE.sub(_REPLACEMENT, _DIRECTION.sub(_REPLACEMENT, text))
    text = unicodedata.normalize("NFC", _UNSAFE.sub("_", text)).strip().rstrip(". ")
    if not text:
        return fallback
    if len(text) > _NAME_LENGTH:
        stem, dot, suffix = text.rpartition(".")
        kept = dot + suffix if stem and len(suffix) <= _SUFFIX_LENGTH else ""
        text = text[: _NAME_LENGTH - len(kept)] + kept
    return f"_{text}" if _RESERVED.match(text) else text
