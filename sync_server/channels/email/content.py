# SPDX-License-Identifier: Apache-2.0
"""What a mail's parts say: its text, its sanitised HTML, and the files beside them."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO

from sync_server.channels.email.flowed import unflow
from sync_server.channels.email.headers import decode_base64, decode_words, parse_params
from sync_server.channels.email.html import rough_text_of, sanitise, text_of
from sync_server.channels.email.mail import MailAttachment, MailLimits
from sync_server.channels.email.structure import Part
from sync_server.channels.email.text import clean_line, clean_text, decode_text, safe_file_name

_ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/rfc822-headers": ".txt",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/ms-tnef": ".dat",
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
}
_BYTES_PER_CHARACTER = 4
_CONTENT_ID = re.compile(r"[!#-;=?-~]{1,250}")


@dataclass(frozen=True, slots=True)
class Content:
    """The readable side of a mail, and its files."""

    text: str
    text_cut: bool
    html: str | None
    attachments: tuple[MailAttachment, ...]


@dataclass(frozen=True, slots=True)
class _Segment:
    """One stretch of the body: its plain text, its raw HTML, or both as alternatives."""

    plain: str | None = None
    html: str | None = None
    cut: bool = False


def read_content(raw: bytes, root: Part, limits: MailLimits) -> Content:
    """Decode the parts of a mail within the limits."""
    shown: set[int] = set()
    segments = list(_segments(raw, root, shown, limits=limits, is_root=True))
    attachments = tuple(
        _attachment(raw, leaf, number)
        for number, leaf in enumerate(
            (leaf for leaf in root.leaves() if id(leaf) not in shown), start=1
        )
    )
    named: dict[str, str] = {}
    for attachment in attachments:
        if attachment.content_id is not None:
            named.setdefault(attachment.content_id, attachment.content_id)
    texts: list[str] = []
    htmls: list[str] = []
    has_html = False
    for segment in segments:
        cleaned = None if segment.html is None else sanitise(segment.html, named, limits)
        plain = segment.plain
        if plain is None or not plain.strip():
            rough = (segment.html or "")[: limits.max_text]
            plain = text_of(cleaned) if cleaned is not None else rough_text_of(rough)
        texts.append(plain.strip("\n"))
        if cleaned is not None:
            has_html = True
            htmls.append(cleaned)
        else:
            htmls.append(f"<pre>{escape(plain)}</pre>" if plain.strip() else "")
    text = "\n\n".join(piece for piece in texts if piece.strip())
    html = "\n".join(htmls) if has_html else ""
    return Content(
        text=text[: limits.max_text],
        text_cut=len(text) > limits.max_text or any(segment.cut for segment in segments),
        html=html if html.strip() and len(html) <= 2 * limits.max_html else None,
        attachments=_marked_inline(attachments, html),
    )


def _segments(
    raw: bytes, part: Part, shown: set[int], *, limits: MailLimits, is_root: bool = False
) -> Iterator[_Segment]:
    """The body's stretches in reading order; the ids of the leaves they use go to `shown`."""
    if part.media_type == "multipart/alternative":
        inner = [
            segment
            for child in part.children
            for segment in _segments(raw, child, shown, limits=limits)
        ]
        plains = [segment.plain for segment in inner if segment.plain is not None]
        htmls = [segment.html for segment in inner if segment.html is not None]
        if inner:
            # What an alternative says in several parts of one kind belongs together.
            yield _Segment(
                "\n\n".join(plains) or None,
                "\n".join(htmls) or None,
                any(segment.cut for segment in inner),
            )
    elif part.children:
        for child in part.children:
            yield from _segments(raw, child, shown, limits=limits)
    elif part.media_type in ("text/plain", "text/html") and not _is_file(part, is_root=is_root):
        shown.add(id(part))
        data = decode_body(raw, part)
        # More bytes than the longest text can have are not worth decoding.
        most = _BYTES_PER_CHARACTER * limits.max_text
        text = clean_text(decode_text(data[:most], part.params.get("charset")))
        is_html = part.media_type == "text/html"
        is_cut = len(data) > most
        if not is_html and len(text) > limits.max_text:
            # Putting lines together takes many times the memory of the text.
            text, is_cut = text[: limits.max_text], True
        if not is_html and part.params.get("format", "").lower() == "flowed":
            text = unflow(text, delete_space=part.params.get("delsp", "").lower() == "yes")
        yield _Segment(plain=None if is_html else text, html=text if is_html else None, cut=is_cut)


def _is_file(part: Part, *, is_root: bool) -> bool:
    # The only part of a mail is its text even when its sender's program named it.
    disposition = part.headers.word("content-disposition")
    return disposition == "attachment" or (bool(_name(part)) and not is_root)


def _name(part: Part) -> str:
    disposition = parse_params(part.headers.first("content-disposition") or b"")
    return disposition.get("filename") or part.params.get("name", "")


def _attachment(raw: bytes, part: Part, number: int) -> MailAttachment:
    ending = _ENDINGS.get(part.media_type, ".bin")
    name = _name(part)
    if not name and part.media_type == "message/rfc822":
        name = _subject_inside(raw, part)
    content_id = decode_words(part.headers.first("content-id") or b"").strip("<> \t")
    return MailAttachment(
        name=safe_file_name(name, f"attachment-{number}{ending}"),
        media_type=part.media_type,
        data=decode_body(raw, part),
        content_id=content_id if _CONTENT_ID.fullmatch(content_id) else None,
        inline=part.headers.word("content-disposition") == "inline",
    )


_SUBJECT = re.compile(rb"^subject:[ \t]*([^\r\n]{1,300})", re.IGNORECASE | re.MULTILINE)


def _subject_inside(raw: bytes, part: Part) -> str:
    found = _SUBJECT.search(raw, part.start, min(part.end, part.start + 65536))
    subject = clean_line(decode_words(found[1]), 100) if found else ""
    return re.sub(r"[/\\]", "_", subject) + ".eml" if subject else ""


def _marked_inline(
    attachments: tuple[MailAttachment, ...], html: str
) -> tuple[MailAttachment, ...]:
    return tuple(
        MailAttachment(
            name=attachment.name,
            media_type=attachment.media_type,
            data=attachment.data,
            content_id=attachment.content_id,
            inline=True,
        )
        if attachment.content_id is not None
        and f'"cid:{escape(attachment.content_id, quote=False)}"' in html
        else attachment
        for attachment in attachments
    )


def decode_body(raw: bytes, part: Part) -> bytes:
    """A part's bytes without their transfer encoding, as far as a broken one can be decoded."""
    encoding = part.headers.word("content-transfer-encoding")
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _decode_uu(raw, part.start, part.end)
    if encoding == "base64":
        return decode_base64(memoryview(raw)[part.start : part.end])
    if encoding == "quoted-printable":
        return binascii.a2b_qp(memoryview(raw)[part.start : part.end])
    return raw[part.start : part.end]


_LINE = re.compile(rb"[^\r\n]+")


def _decode_uu(raw: bytes, start: int, end: int) -> bytes:
    """What is encoded in a range of the mail. One line after the other is in memory: all of them
    together take several times the mail, each a little for itself.
    """
    decoded = BytesIO()
    inside = False
    for found in _LINE.finditer(raw, start, end):
        line = found[0]
        if not inside:
            inside = line.startswith(b"begin ")
            continue
        if line == b"end":
            break
        try:
            decoded.write(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders pad the last group; the first byte of a line says how much is meant.
            meant = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                decoded.write(binascii.a2b_uu(line[:meant]))
            except binascii.Error:
                break
    return decoded.getvalue()
