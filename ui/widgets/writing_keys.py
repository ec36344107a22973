# SPDX-License-Identifier: Apache-2.0
"""The keys of a text that is being written, wherever that is: suggestions, marks, gaps."""

from collections.abc import Mapping

from PySide6.QtGui import QKeyEvent

from ui.widgets.completer_text import TextCompleter
from ui.widgets.composer_keys import action_of
from ui.widgets.composer_marks import MARKS, apply_mark
from ui.widgets.message_editor import MessageEditor
from ui.widgets.text_gaps import step_of


def takes_key(
    event: QKeyEvent, editor: MessageEditor, completer: TextCompleter, keys: Mapping[str, str]
) -> bool:
    """Whether a press was for what is offered, marked the text, or went to a gap in it."""
    if completer.handle_key(event):
        return True
    mark = MARKS.get(action_of(event, keys).removeprefix("mark:"))
    if mark is not None:
        apply_mark(editor, mark)
        return True
    step = step_of(event)
    return bool(step) and editor.step_to_gap(step)
