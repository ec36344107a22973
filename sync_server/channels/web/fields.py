# SPDX-License-Identifier: Apache-2.0
"""What a customer enters into a form: which fields there are, and what is wrong with them. Pure."""

from collections.abc import Mapping
from typing import Final

from sync_server.channels.email.text import clean_name
from sync_server.channels.entered import MAX_NAME, Entered, read_entered
from sync_server.channels.language import ENGLISH, Words
from sync_server.channels.web.form_data import FormData, Upload
from sync_server.config import MIB

MAX_SUBJECT: Final = 200
MAX_TEXT: Final = 50_000
MAX_FILES: Final = 5
FILE_BYTES: Final = 25 * MIB
"""Of all files of one message together: less than mail may bring, as anybody can fill in a form,
whose files are in memory. All of them may leave again in one mail.
"""

TRAP: Final = "website"
"""A field that people do not see and programs fill in."""

TOKEN: Final = "token"  # noqa: S105 - the name of a field
FILES: Final = "files"
PERSON: Final = ("name", "address", "subject", "text")
ANSWER: Final = ("text",)

Errors = dict[str, str]


def typed(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed into each field, to show it again as it was."""
    return {name: fields.get(name, "") for name in (*PERSON, TRAP)}


def unknown_field(form: FormData, names: tuple[str, ...]) -> str | None:
    """A field of a form that has no place in it, if there is one."""
    known = {*names, TRAP, TOKEN, FILES}
    return next((name for name in form.fields if name not in known), None)


def check(form: FormData, names: tuple[str, ...], say: Words = ENGLISH) -> tuple[Entered, Errors]:
    """What the fields `names` say, and what is wrong with each of them, in their order."""
    given = {name: form.fields.get(name, "") for name in PERSON}
    entered = read_entered(**given, longest_subject=MAX_SUBJECT)
    problems = {name: _CHECKS[name](entered, form.fields, say) for name in names}
    problems[FILES] = files_problem(form.files, say)
    if form.fields.get(TRAP):
        problems[TRAP] = say("Leave this field empty: it is there to stop programs.")
    found = {name: problem for name, problem in problems.items() if problem}
    return entered, found


def files_problem(files: tuple[Upload, ...], say: Words) -> str:
    """What is wrong with the files; empty when nothing is."""
    if len(files) > MAX_FILES:
        return say(
            "Choose at most {most} files. These are {count}.", most=MAX_FILES, count=len(files)
        )
    size = sum(file.size for file in files)
    if size > FILE_BYTES:
        largest = max(files, key=lambda file: file.size)
        return say(
            "The files are too large: all together may have {most}. “{name}” has {size}.",
            most=say.size(FILE_BYTES),
            name=clean_name(largest.name, 80),
            size=say.size(largest.size),
        )
    if any(file.data is None for file in files):
        return say("Many files are being sent at this moment. Try again in a minute.")
    return ""


def _name_problem(entered: Entered, _fields: Mapping[str, str], say: Words) -> str:
    if len(entered.name) <= MAX_NAME:
        return ""
    return say("Shorten the name to {most} characters.", most=MAX_NAME)


def _address_problem(entered: Entered, fields: Mapping[str, str], say: Words) -> str:
    if not fields.get("address", "").strip():
        return say("Enter your mail address, so that we can answer.")
    if not entered.address:
        return say("Enter one whole mail address, such as name@example.com.")
    return ""


def _subject_problem(entered: Entered, _fields: Mapping[str, str], say: Words) -> str:
    if not entered.subject:
        return say("Say in a few words what it is about.")
    if len(entered.subject) > MAX_SUBJECT:
        return say("Shorten the subject to {most} characters.", most=MAX_SUBJECT)
    return ""


def _text_problem(entered: Entered, _fields: Mapping[str, str], say: Words) -> str:
    if not entered.text:
        return say("Write your message.")
    if len(entered.text) > MAX_TEXT:
        return say(
            "The text has {size} characters. Shorten it to {most}, or put it into a file.",
            size=say.number(len(entered.text)),
            most=say.number(MAX_TEXT),
        )
    return ""


_CHECKS: Final = {
    "name": _name_problem,
    "address": _address_problem,
    "subject": _subject_problem,
    "text": _text_problem,
}
