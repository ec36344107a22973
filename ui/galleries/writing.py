# SPDX-License-Identifier: Apache-2.0
"""What people write with: the composer in each mode and trouble, its parts, its files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from ui.galleries.component import (
    Act,
    Build,
    Component,
    Group,
    State,
    Words,
    disable,
    focus,
    hover,
    leave,
    press,
)
from ui.galleries.stage import directed, staged
from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.attachment_chip import AttachmentChip
from ui.widgets.choice import Choice
from ui.widgets.completer_list import CompleterList
from ui.widgets.composer import Composer
from ui.widgets.composer_foot import ComposerFoot
from ui.widgets.composer_forwarded import FileChecks, ForwardedFile, ForwardedPart
from ui.widgets.composer_status import NextStatusButton
from ui.widgets.composer_tools import ComposerTools
from ui.widgets.composer_value import ComposerDraft, ComposerMode, DraftAttachment
from ui.widgets.drop_target import DropTarget
from ui.widgets.message_editor import MessageEditor
from ui.widgets.painting import TextFitter
from ui.widgets.sign import Sign

_WIDTH: Final = 556
_TEXT: Final = (
    "Hi Hana, the cached key id for `kst-2291` is purged in eu-west. New calls should pass "
    "within two minutes, and I am watching the first ones from here."
)
_NOTE: Final = (
    "@Tomas Reuter account is `kst-2291`, rotated through the API.\nPlease run the purge."
)
_PENDING: Final = Choice("pending", "Pending until Thu 26 Nov", Sign("dot", "text3"))
_AS_IT_IS: Final = Choice("", "Leave as it is", Sign("dot", "accent"))
_FILE: Final = DraftAttachment("f1", "webhook-401.log", "18 KB")
_TOO_LARGE: Final = DraftAttachment(
    "f2", "console.mov", "48 MB", 0.0, "console.mov is 48 MB. The limit is 25 MB."
)
_COLLEAGUES: Final = (
    Choice("tomas", "Tomas Reuter", Sign("avatar", "TR", 2)),
    Choice("tom", "Tom Ash", Sign("avatar", "TA", 5), "Billing"),
    Choice("toma", "Toma Ilić", Sign("avatar", "TI", 1)),
)
_PREPARED: Final = (
    Choice(
        "sign in",
        "Cannot sign in",
        Sign("icon", "message-square"),
        "mine",
        below='Hello Hana, please choose "Forgot password" on the sign-in page.',
        preview='Hello Hana, please choose "Forgot password" on the sign-in page. Maya',
        places=((6, 10), (65, 69)),
    ),
    Choice("manage", "Manage prepared replies\u2026", Sign("icon", "pencil")),
)


@dataclass(frozen=True, slots=True)
class _Written:
    """What a composer holds."""

    mode: ComposerMode = "reply_all"
    text: str = ""
    files: tuple[DraftAttachment, ...] = ()
    cc: tuple[str, ...] = ("ken@kestrel.example", "ops@kestrel.example")


_REPLY: Final = _Written(text=_TEXT)


def _composer(written: _Written, then: Callable[[Composer], None] = lambda _: None) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        composer = Composer(theme, reply_modes=("reply", "reply_all"), parent=parent)
        composer.editor.set_names(lambda _: ("Tomas Reuter",))
        composer.set_recipients(("hana.ito@kestrel.example",), written.cc)
        status = replace(_PENDING, label=words(_PENDING.label))
        composer.foot.set_statuses((_AS_IT_IS, status), _PENDING.key)
        text = words(written.text) if written.text else ""
        composer.set_draft(ComposerDraft(written.mode, text), written.files)
        then(composer)
        return composer

    return build


def _forward(composer: Composer) -> None:
    """To nobody yet, with the customer's last message and its files."""
    composer.set_reply_modes(("reply", "reply_all", "forward"))
    composer.set_mode("forward")
    composer.set_recipients((), needs_to=True)
    composer.recipients.unfold()
    _fill(composer.forwarded)


def _forward_folded(composer: Composer) -> None:
    _forward(composer)
    composer.set_recipients(("lea@packwell.example",), needs_to=True)
    composer.recipients.fold()


def _fill(part: ForwardedPart, files: int = 2) -> None:
    message = Choice("m1", "Hana Ito, 12:18", Sign("icon", "mail"), "Since we rotated")
    whole = Choice("whole", "The whole ticket, without notes", Sign("icon", "list"))
    part.set_messages((message, whole), "m1", "Since we rotated our API key this morning every")
    names = ("webhook-401.log 18 KB", "console.png 212 KB", "export.csv 4 KB", "photo.jpg 2 MB")
    shown = [ForwardedFile(f"a{number}", names[number % 4]) for number in range(files)]
    part.files.set_files(shown, ["a0"])


def _forwarded(files: int) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        part = ForwardedPart(theme, parent)
        _fill(part, files)
        return part

    return build


def _file_checks(files: int) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        checks = FileChecks(theme, parent)
        shown = [ForwardedFile(f"a{number}", f"log {number}.txt 3 KB") for number in range(files)]
        checks.set_files(shown, ["a0"])
        return checks

    return build


def _focus_text(widget: QWidget) -> None:
    assert isinstance(widget, Composer)
    focus(widget.editor)


def _focus_switch(widget: QWidget) -> None:
    assert isinstance(widget, Composer)
    focus(widget.switch)


def _unfold(composer: Composer) -> None:
    composer.recipients.unfold()


def _mark_error(composer: Composer) -> None:
    composer.mark_error(14, "The customer would see this gap: fill it in or take it out.")


def _drag(composer: Composer) -> None:
    composer.show_drop("Drop to attach, up to 25 MB a file")


def _state(label: str, build: Build, *, act: Act = leave, height: int = 0) -> State:
    return State(label, build, act, width=_WIDTH, height=height)


def _composers() -> Sequence[State]:
    note = _Written("note", _NOTE)
    uploading = replace(_REPLY, files=(_FILE, replace(_FILE, id="f3", progress=0.4)))
    too_large = replace(_REPLY, files=(_FILE, _TOO_LARGE))
    return (
        _state("reply, empty", _composer(_Written("reply", cc=()))),
        _state("reply all", _composer(_REPLY)),
        _state("reply all, focus", _composer(_REPLY), act=_focus_text),
        _state("modes, focus", _composer(_REPLY), act=_focus_switch),
        _state("note, empty", _composer(_Written("note"))),
        _state("note", _composer(note)),
        _state("recipients unfolded", _composer(_REPLY, _unfold)),
        _state("forward, to nobody yet", _composer(_Written("reply", cc=()), _forward)),
        _state("forward", _composer(_Written("reply", _TEXT, cc=()), _forward_folded)),
        _state("offline", _composer(_REPLY, lambda composer: composer.set_online(False))),
        _state("new message", _composer(_REPLY, lambda composer: composer.set_unread(1))),
        _state("text is wrong", _composer(_REPLY, _mark_error)),
        _state("uploading", _composer(uploading)),
        _state("too large", _composer(too_large)),
        _state("file over it", _composer(_REPLY, _drag)),
        _state("full", _composer(replace(_REPLY, text=f"{_TEXT}\n\n" * 6))),
    )


def _foot(*, note: bool = False, statuses: bool = True, online: bool = True) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        foot = ComposerFoot(theme, parent)
        choice = replace(_PENDING, label=words(_PENDING.label))
        foot.set_statuses((_AS_IT_IS, choice) if statuses else (), _PENDING.key)
        if note:
            foot.say_send(words("Add internal note"), "note")
        else:
            told = "Send" if online else "Send when online"
            foot.say_send(words(told), "primary" if online else "default")
        foot.dress(is_note=note, tool_ink="note_text" if note else "text2")
        return foot

    return build


def _tools(ink: ColorName) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        tools = ComposerTools(theme, parent)
        tools.set_ink(ink)
        return tools

    return build


def _disable_send(widget: QWidget) -> None:
    assert isinstance(widget, ComposerFoot)
    disable(widget.send)


def _next_status(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    button = NextStatusButton(theme, parent)
    button.show_status(words(_PENDING.label))
    return button


def _editor(*, text: str = "", ground: ColorName = "surface") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        editor = MessageEditor(theme, parent)
        editor.set_names(lambda _: ("Tomas Reuter",))
        is_note = ground == "note"
        hint = words("Write a note for your team" if is_note else "Write a reply")
        ink: ColorName = "note_text" if is_note else "text3"
        editor.show_text(text)
        editor.dress(hint=hint, name=hint, ground=ground, hint_ink=ink, mentions=is_note)
        return editor

    return build


def _select_all(widget: QWidget) -> None:
    assert isinstance(widget, MessageEditor)
    focus(widget)
    widget.selectAll()


def _mark(widget: QWidget) -> None:
    assert isinstance(widget, MessageEditor)
    widget.mark(14)


def _chip(file: DraftAttachment) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        return AttachmentChip(theme, TextFitter(theme), file, parent)

    return build


def _ground_of(widget: QWidget) -> QWidget:
    ground = widget.parentWidget()
    assert ground is not None
    return ground


def _completer(theme: Theme, _: Words, parent: QWidget) -> QWidget:
    return CompleterList(theme, parent, name="Suggestions")


def _offer(choices: Sequence[Choice], typed: str = "") -> Act:
    def show(completer: CompleterList) -> None:
        stage = _ground_of(completer)
        edge = stage.width() // 17
        below = QRect(
            stage.mapToGlobal(QPoint(edge, edge // 2)), QSize(stage.width() - 2 * edge, 0)
        )
        title = "Prepared replies" if typed else ""
        completer.offer(choices, below, window=stage, title=title, typed=typed)

    return directed(CompleterList, show)


def _hold(target: DropTarget) -> None:
    target.resize(_ground_of(target).size())
    target.show_words("Drop to attach, up to 25 MB a file")


_hold_file: Final = directed(DropTarget, _hold)


def _drop(theme: Theme, _: Words, parent: QWidget) -> QWidget:
    return DropTarget(theme, parent)


def _parts() -> Sequence[Component]:
    return (
        Component(
            "composer_tools",
            ComposerTools,
            (
                State("reply", _tools("text2"), width=160, height=28),
                State("note", _tools("note_text"), width=160, height=28),
            ),
        ),
        Component(
            "composer_foot",
            ComposerFoot,
            (
                _state("reply", _foot(), height=40),
                _state("reply, nothing to send", _foot(), act=_disable_send, height=40),
                _state("without a status", _foot(statuses=False), height=40),
                _state("offline", _foot(online=False), height=40),
                _state("note", _foot(note=True), height=40),
            ),
        ),
        Component(
            "next_status",
            NextStatusButton,
            (
                State("rest", _next_status),
                State("hover", _next_status, hover),
                State("pressed", _next_status, press),
                State("focus", _next_status, focus),
                State("disabled", _next_status, disable),
            ),
        ),
        Component(
            "message_editor",
            MessageEditor,
            (
                _state("reply, empty", _editor(), height=60),
                _state("note, empty", _editor(ground="note"), height=60),
                _state("reply", _editor(text=_TEXT), height=60),
                _state("note, mention", _editor(text=_NOTE, ground="note"), height=60),
                _state("selected", _editor(text=_TEXT), act=_select_all, height=60),
                _state("a mistake", _editor(text=_TEXT), act=_mark, height=60),
            ),
        ),
    )


def _helpers() -> Sequence[Component]:
    return (
        Component(
            "attachment_chip",
            AttachmentChip,
            (
                State("done", _chip(_FILE)),
                State("hover", _chip(_FILE), hover),
                State("pressed", _chip(_FILE), press),
                State("focus", _chip(_FILE), focus),
                State("just begun", _chip(replace(_FILE, progress=0.0))),
                State("uploading", _chip(replace(_FILE, progress=0.4))),
                State("too large", _chip(_TOO_LARGE)),
                State("a long name", _chip(replace(_FILE, name=f"{'invoice-' * 9}.pdf"))),
            ),
        ),
        Component(
            "completer_list",
            CompleterList,
            (
                State("one", staged(_completer), _offer(_COLLEAGUES[:1]), 340, 76),
                State("three", staged(_completer), _offer(_COLLEAGUES), 340, 140),
                State("more than fit", staged(_completer), _offer(_COLLEAGUES * 3), 340, 236),
                State("with a preview", staged(_completer), _offer(_PREPARED, "/c"), 340, 290),
            ),
        ),
        Component(
            "forwarded_part",
            ForwardedPart,
            (
                _state("without files", _forwarded(0), height=36),
                _state("two files", _forwarded(2), height=62),
                _state("many files", _forwarded(12), height=100),
            ),
        ),
        Component(
            "file_checks",
            FileChecks,
            (
                _state("two", _file_checks(2), height=26),
                _state("many", _file_checks(20), height=65),
            ),
        ),
        Component(
            "drop_target",
            DropTarget,
            (State("file over it", staged(_drop), _hold_file, width=_WIDTH, height=120),),
        ),
    )


GROUP = Group(
    "Writing",
    (Component("composer", Composer, tuple(_composers())), *_parts(), *_helpers()),
)
