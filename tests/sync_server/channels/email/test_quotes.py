# SPDX-License-Identifier: Apache-2.0
"""Where a reply ends and its quotes begin."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email import quotes
from sync_server.channels.email.quotes import split_quotes

QUOTED = [
    "On Mon, Jan 5, 2026 at 3:04 PM Bob Reed <bob@x.example> wrote:\n> old\n> older\n",
    "On Mon, Jan 5, 2026 at 3:04 PM Bob Reed\n<bob@x.example> wrote:\n\n> old\n",
    "On 05/01/2026 Bob Reed wrote:\nold without marks\n",
    "Am 05.01.2026 um 15:04 schrieb Bob Reed:\n\n> alt\n",
    "Am Mo., 5. Jan. 2026 um 15:04 Uhr schrieb Bob Reed <\nbob@x.example>:\n\n> alt\n",
    "Le lun. 5 janv. 2026 à 15:04, Bob Reed <bob@x.example> a écrit :\n> vieux\n",
    "Le lundi 5 janvier 2026, Bob Reed\na écrit :\n> vieux\n",
    "2026年1月5日(月) 15:04 田中花子 <tanaka@akari.example>:\n> 以前\n",
    "2026年1月5日 15:04、田中花子のメール\uff1a\n> 以前\n",
    "-----Original Message-----\nFrom: Bob\nold\n",
    "-----Ursprüngliche Nachricht-----\nVon: Bob\nalt\n",
    "-----Message d'origine-----\nDe : Bob\nvieux\n",
    "________________________________\nFrom: Bob\nSent: Monday\nTo: Ada\nSubject: x\n\nold\n",
    "Von: Bob\nGesendet: Montag, 5. Januar 2026\nAn: Ada\nBetreff: x\n\nalt\n",
    "De : Bob\nEnvoyé : lundi\nÀ : Ada\nObjet : x\n\nvieux\n",
    "差出人: Bob\n送信日時: 2026年1月5日\n宛先: Ada\n件名: x\n\n以前\n",
    "> old\n> older\n",
    "-- \nAda Whitfield\nBright Pier\n",
    "Sent from my iPhone\n",
    "Von meinem iPhone gesendet\n",
    "Envoyé de mon iPhone\n",
    "iPhoneから送信\n",
    "Sent from my iPhone\n\nOn Jan 5, 2026, Bob Reed wrote:\n> old\n",
    "> old\n\n-- \nAda\n",
]


@pytest.mark.parametrize("quoted", QUOTED)
def test_quotes_and_signatures_fold(quoted: str) -> None:
    own = "Thanks, that works.\nSee you: From here on all is well.\n"
    assert split_quotes(f"{own}\n{quoted}") == (own, f"\n{quoted}")


@pytest.mark.parametrize(
    "text",
    [
        "Just words.\n",
        "On the other hand she wrote: nothing.\nAnd went on.\n",
        "> a question?\nMy answer\n> another?\nYes\n",
        "On Jan 5, 2026, Bob Reed wrote:\n> a question?\n\nMy answer below it\n",
        "> nothing but a quote\n",
        "-- \nonly a signature\n",
        "---------- Forwarded message ---------\nFrom: Bob\nPlease look at this\n",
        "From: here\nwe go on\n",
        "",
        "\n\n",
    ],
)
def test_what_is_no_trailing_quote_stays_visible(text: str) -> None:
    assert split_quotes(text) == (text, "")


_PIECES = [*QUOTED, "words\n", "\n", "> x\n", "\r\n", "On ", "wrote:\n", "-- \n", "From: a\n", "é"]


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    visible, quoted = split_quotes(text)
    assert visible + quoted == text
    assert visible or not text


def _steps(text: str) -> int:
    """How many lines of code a split runs: a measure of work that no busy machine disturbs."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> Iterator[None] | object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        split_quotes(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    ["On x wrote:\n> a\nb\n", "> a\n\n", "From: x\n", "On\nOn\n", "-- \n", "x" * 999 + "\n", "\n"],
)
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    half, full = (piece * (size // len(piece)) for size in (quotes.MAX_TEXT // 2, quotes.MAX_TEXT))
    assert _steps(full) < 2.5 * _steps(half) + 1000


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    text = "word\n" * 100_000 + "> quote\n"
    assert split_quotes(text) == (text, "")
