# SPDX-License-Identifier: Apache-2.0
"""A bar for whoever watches, and nothing for a file."""

from io import StringIO

from sync_server.operations.progress import progress_on


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_gets_nothing() -> None:
    file = StringIO()
    with progress_on(file, lambda: 0.0) as progress:
        progress(1, 2)
    assert file.getvalue() == ""


def test_a_terminal_sees_the_share_and_is_clean_afterwards() -> None:
    terminal = Terminal()
    with progress_on(terminal, lambda: 0.0) as progress:
        progress(1, 2)
        assert " 50%" in terminal.getvalue()
    assert terminal.getvalue().rsplit("\r", 2)[1].strip() == ""


def test_the_bar_is_not_drawn_for_every_step() -> None:
    clock = iter([0.0, 0.01, 0.02, 0.2])
    terminal = Terminal()
    with progress_on(terminal, lambda: next(clock)) as progress:
        for done in range(4):
            progress(done, 4)
    assert terminal.getvalue().count("[") == 2


def test_nothing_to_do_is_all_done() -> None:
    terminal = Terminal()
    with progress_on(terminal, lambda: 0.0) as progress:
        progress(0, 0)
    assert "100%" in terminal.getvalue()
