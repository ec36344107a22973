# SPDX-License-Identifier: Apache-2.0
"""Puts what an agent wrote into the template of the mailbox; pure.

A mailbox with one of the two templates has its mail framed alike in both forms.
"""

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct

from sync_server.channels.email.html import sanitise, text_of
from sync_server.channels.email.mail import MailLimits
from sync_server.channels.email.sending.markup import lines
from sync_server.channels.email.text import clean_text
from sync_server.contract.placeholders import around_message, fill_out, gaps_in, is_template

_TAG: Final = re.compile(r"<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>")
"""A tag, in what `sanitise` wrote: attributes are quoted, and no other `<` is there."""


class Frame(Struct, frozen=True, kw_only=True):
    """The templates of a mailbox, and what their fields stand for. `html` is a sound one."""

    text: str = ""
    html: str = ""
    values: Mapping[str, str] = {}


def sound_html(template: str) -> str:
    """An HTML template as mail has it: what the filter of incoming HTML leaves.

    Empty when that has not one place for the message, or has a field inside a tag.
    """
    cleaned = sanitise(template, {}, MailLimits()) or ""
    if gaps_in("".join(_TAG.findall(cleaned))) or not is_template(_TAG.sub("", cleaned)):
        return ""
    return cleaned


def framed_text(said: str, frame: Frame | None) -> str:
    """What was said as text, in its frame if there is one."""
    said = said.strip("\n")
    around = around_message(frame.text or text_of(frame.html)) if frame else None
    if not frame or around is None:
        return said
    before, after = (fill_out(clean_text(part), frame.values) for part in around)
    return f"{before}{said}{after}"


def framed_html(said: Markup, frame: Frame | None) -> Markup:
    """What was said as HTML, in its frame if there is one."""
    around = around_message(frame.html or frame.text) if frame else None
    if not frame or around is None:
        return said
    if not frame.html:
        before, after = (lines(fill_out(clean_text(part), frame.values)) for part in around)
    else:
        values = {name: str(escape(value)) for name, value in frame.values.items()}
        before, after = (Markup(fill_out(part, values)) for part in around)  # noqa: S704 - sound
    return before + said + after
