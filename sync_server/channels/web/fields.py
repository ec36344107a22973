# SPDX-License-Identifier: Apache-2.0
"""What a customer enters into a form: which fields there are, and what is wrong with them. Pure."""

from collections.abc import Mapping
from typing import Final

from sync_server.channels.email.text import clean_name
from sync_server.channels.entered import MAX_NAME, Entered, read_entered
from sync_server.channels.web.form_data import FormData, Upload
from sync_server.config import MIB

MAX_SUBJECT: Final = 200
MAX_TEXT: Final = 50_000
MAX_FILES: Final = 5
FILE_BYTES: Final = 25 * MIB
"""Of all files of one message together; the limit of a mail, which they may leave in again."""

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


def check(form: FormData, names: tuple[str, ...]) -> tuple[Entered, Errors]:
    """What the fields `names` say, and what is wrong with each of them, in their order."""
    given = {name: form.fields.get(name, "") for name in PERSON}
    entered = read_entered(**given, longest_subject=MAX_SUBJECT)
    found = {name: problem for name in names if (problem := _CHECKS[name](entered, form.fields))}
    if problem := files_problem(form.files):
        found[FILES] = problem
    if form.fields.get(TRAP):
        found[TRAP] = "Leave this field empty: it is there to stop programs."
    return entered, found


def files_problem(files: tuple[Upload, ...]) -> str:
    """What is wrong with the files; empty when nothing is."""
    if len(files) > MAX_FILES:
        return f"Choose at most {MAX_FILES} files. These are {len(files)}."
    size = sum(file.size for file in files)
    if size > FILE_BYTES:
        largest = max(files, key=lambda file: file.size)
        return (
            f"The files are too large: all together may have {readable(FILE_BYTES)}. "
            f"“{clean_name(largest.name, 80)}” has {readable(largest.size)}."
        )
    if any(file.data is None for file in files):
        return "Many files are being sent at this moment. Try again in a minute."
    return ""


def readable(size: int) -> str:
    """A number of bytes for people: "48 MB", "1.4 MB", "12 KB"."""
    if size < MIB:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MIB:.1f}".removesuffix(".0") + " MB"


def _name_problem(entered: Entered, _fields: Mapping[str, str]) -> str:
    return f"Shorten the name to {MAX_NAME} characters." if len(entered.name) > MAX_NAME else ""


def _address_problem(entered: Entered, fields: Mapping[str, str]) -> str:
    if not fields.get("address", "").strip():
        return "Enter your mail address, so that we can answer."
    return "" if entered.address else "Enter one whole mail address, such as name@example.com."


def _subject_problem(entered: Entered, _fields: Mapping[str, str]) -> str:
    if not entered.subject:
        return "Say in a few words what it is about."
    if len(entered.subject) > MAX_SUBJECT:
        return f"Shorten the subject to {MAX_SUBJECT} characters."
    return ""


def _text_problem(entered: Entered, _fields: Mapping[str, str]) -> str:
    if not entered.text:
        return "Write your message."
    if len(entered.text) > MAX_TEXT:
        return (
            f"The text has {len(entered.text):,} characters. Shorten it to {MAX_TEXT:,}, "
            "or put it into a file."
        )
    return ""


_CHECKS: Final = {
    "name": _name_problem,
    "address": _address_problem,
    "subject": _subject_problem,
    "text": _text_problem,
}
