# SPDX-License-Identifier: Apache-2.0
"""Which key does what, and where: the one table that the window obeys and the help shows."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.models.words import translate

Place = Literal["anywhere", "list", "ticket", "composer"]

PLACES: Final[dict[Place, str]] = {
    "anywhere": str(QT_TRANSLATE_NOOP("keys", "Anywhere")),
    "list": str(QT_TRANSLATE_NOOP("keys", "List")),
    "ticket": str(QT_TRANSLATE_NOOP("keys", "Ticket")),
    "composer": str(QT_TRANSLATE_NOOP("keys", "Composer")),
}


_NAMES: Final = {"Enter": "Return", "\u2212": "-"}
"""What Qt calls a key that people call otherwise."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key with its action. `keys` is how it is written; `text` is the character or sequence that
    it types outside an editor, where it is a single key. `moves` changes no ticket and opens
    nothing, so that it never counts as writing.
    """

    keys: str
    action: str
    place: Place
    title: str
    text: str = ""
    moves: bool = False

    @property
    def id(self) -> str:
        """What a person's own choice for this key is kept under."""
        return self.action if self.text else f"chord:{self.action}"

    @property
    def usual(self) -> str:
        """What it is unless somebody chose otherwise: a character, a sequence or a chord."""
        return self.text or "+".join(_NAMES.get(each, each) for each in self.keys.split())

    @property
    def words(self) -> str:
        return translate("keys", self.title).format(detail=self.action.rpartition(":")[2])


def _key(keys: str, action: str, place: Place, title: object, **rest: object) -> Key:
    return Key(keys, action, place, str(title), **rest)  # type: ignore[arg-type]


KEYS: Final = (
    _key("Ctrl K", "palette", "anywhere", QT_TRANSLATE_NOOP("keys", "Commands")),
    _key("Ctrl F", "search", "anywhere", QT_TRANSLATE_NOOP("keys", "Search")),
    _key("F1", "help", "anywhere", QT_TRANSLATE_NOOP("keys", "Help")),
    _key(
        "?",
        "keys",
        "anywhere",
        QT_TRANSLATE_NOOP("keys", "Keys for this place"),
        text="?",
        moves=True,
    ),
    _key("G Q", "go:my_queue", "anywhere", QT_TRANSLATE_NOOP("keys", "My queue"), text="gq"),
    _key("G X", "go:at_risk", "anywhere", QT_TRANSLATE_NOOP("keys", "At risk"), text="gx"),
    _key("G U", "go:unassigned", "anywhere", QT_TRANSLATE_NOOP("keys", "Unassigned"), text="gu"),
    _key("G D", "go:drafts", "anywhere", QT_TRANSLATE_NOOP("keys", "Drafts"), text="gd"),
    _key(
        "G C",
        "go:recently_solved",
        "anywhere",
        QT_TRANSLATE_NOOP("keys", "Recently solved"),
        text="gc",
    ),
    _key("G M", "go:mentions", "anywhere", QT_TRANSLATE_NOOP("keys", "Mentions"), text="gm"),
    _key("G S", "go:snoozed", "anywhere", QT_TRANSLATE_NOOP("keys", "Snoozed"), text="gs"),
    _key(
        "G P",
        "go:promised",
        "anywhere",
        QT_TRANSLATE_NOOP("keys", "Promised, not answered"),
        text="gp",
    ),
    _key("G H", "go:held", "anywhere", QT_TRANSLATE_NOOP("keys", "Held mail"), text="gh"),
    _key("G B", "alerts", "anywhere", QT_TRANSLATE_NOOP("keys", "Alerts"), text="gb"),
    _key("G A", "go:admin", "anywhere", QT_TRANSLATE_NOOP("keys", "Admin"), text="ga"),
    _key("G T", "take_next", "anywhere", QT_TRANSLATE_NOOP("keys", "Take what is next"), text="gt"),
    _key("G V", "views", "anywhere", QT_TRANSLATE_NOOP("keys", "Views"), text="gv"),
    _key("Ctrl N", "new_ticket", "anywhere", QT_TRANSLATE_NOOP("keys", "New ticket")),
    _key("Ctrl Shift L", "log_call", "anywhere", QT_TRANSLATE_NOOP("keys", "Log a call")),
    _key("Ctrl ,", "settings", "anywhere", QT_TRANSLATE_NOOP("keys", "Settings")),
    _key(
        "Ctrl 1", "focus:navigation", "anywhere", QT_TRANSLATE_NOOP("keys", "Go to the navigation")
    ),
    _key("Ctrl 2", "focus:list", "anywhere", QT_TRANSLATE_NOOP("keys", "Go to the list")),
    _key(
        "Ctrl 3",
        "focus:conversation",
        "anywhere",
        QT_TRANSLATE_NOOP("keys", "Go to the conversation"),
    ),
    _key(
        "Ctrl 4", "focus:properties", "anywhere", QT_TRANSLATE_NOOP("keys", "Go to the properties")
    ),
    _key("F6", "next_pane", "anywhere", QT_TRANSLATE_NOOP("keys", "Next pane")),
    _key("Shift F6", "previous_pane", "anywhere", QT_TRANSLATE_NOOP("keys", "Previous pane")),
    _key("Alt Left", "back", "anywhere", QT_TRANSLATE_NOOP("keys", "Back")),
    _key("Alt Right", "forward", "anywhere", QT_TRANSLATE_NOOP("keys", "Forward")),
    _key(
        "[",
        "fold_navigation",
        "anywhere",
        QT_TRANSLATE_NOOP("keys", "Fold the navigation"),
        text="[",
        moves=True,
    ),
    _key(
        "]",
        "fold_properties",
        "anywhere",
        QT_TRANSLATE_NOOP("keys", "Fold the properties"),
        text="]",
        moves=True,
    ),
    _key("Ctrl +", "zoom:in", "anywhere", QT_TRANSLATE_NOOP("keys", "Zoom in")),
    _key("Ctrl \u2212", "zoom:out", "anywhere", QT_TRANSLATE_NOOP("keys", "Zoom out")),
    _key("Ctrl 0", "zoom:reset", "anywhere", QT_TRANSLATE_NOOP("keys", "Usual size")),
    _key("Ctrl Shift A", "own_state", "anywhere", QT_TRANSLATE_NOOP("keys", "Availability")),
    _key("Ctrl Z", "undo", "anywhere", QT_TRANSLATE_NOOP("keys", "Undo the last ticket action")),
    _key("J", "next", "list", QT_TRANSLATE_NOOP("keys", "Next ticket"), text="j", moves=True),
    _key(
        "K", "previous", "list", QT_TRANSLATE_NOOP("keys", "Previous ticket"), text="k", moves=True
    ),
    _key("Enter", "open", "list", QT_TRANSLATE_NOOP("keys", "Go to the conversation")),
    _key("Shift Enter", "window", "list", QT_TRANSLATE_NOOP("keys", "Open in a window of its own")),
    _key("X", "pick", "list", QT_TRANSLATE_NOOP("keys", "Select"), text="x", moves=True),
    _key(
        "Shift J",
        "extend_next",
        "list",
        QT_TRANSLATE_NOOP("keys", "Select the next one too"),
        text="J",
        moves=True,
    ),
    _key(
        "Shift K",
        "extend_previous",
        "list",
        QT_TRANSLATE_NOOP("keys", "Select the previous one too"),
        text="K",
        moves=True,
    ),
    _key("Ctrl A", "pick_all", "list", QT_TRANSLATE_NOOP("keys", "Select all")),
    _key("/", "filter", "list", QT_TRANSLATE_NOOP("keys", "Filter this list"), text="/"),
    _key(".", "sort_now", "list", QT_TRANSLATE_NOOP("keys", "Sort now"), text=".", moves=True),
    _key("R", "reply", "ticket", QT_TRANSLATE_NOOP("keys", "Reply"), text="r"),
    _key(
        "Shift R",
        "reply_sender",
        "ticket",
        QT_TRANSLATE_NOOP("keys", "Reply to the sender only"),
        text="R",
    ),
    _key("Shift F", "forward_mail", "ticket", QT_TRANSLATE_NOOP("keys", "Forward it"), text="F"),
    _key("N", "note", "ticket", QT_TRANSLATE_NOOP("keys", "Internal note"), text="n"),
    _key("M", "replies", "ticket", QT_TRANSLATE_NOOP("keys", "Prepared replies"), text="m"),
    _key("T", "take", "ticket", QT_TRANSLATE_NOOP("keys", "Take"), text="t"),
    _key("A", "menu:assignee", "ticket", QT_TRANSLATE_NOOP("keys", "Assign to"), text="a"),
    _key("Shift T", "menu:team", "ticket", QT_TRANSLATE_NOOP("keys", "Move to a team"), text="T"),
    _key(
        "Shift C", "customer", "ticket", QT_TRANSLATE_NOOP("keys", "Whose ticket it is"), text="C"
    ),
    _key("S", "menu:status", "ticket", QT_TRANSLATE_NOOP("keys", "Status"), text="s"),
    _key("P", "menu:priority", "ticket", QT_TRANSLATE_NOOP("keys", "Priority"), text="p"),
    _key("C", "menu:category", "ticket", QT_TRANSLATE_NOOP("keys", "Category"), text="c"),
    _key("L", "menu:tags", "ticket", QT_TRANSLATE_NOOP("keys", "Tags"), text="l"),
    _key("E", "solve", "ticket", QT_TRANSLATE_NOOP("keys", "Solve"), text="e"),
    _key("Shift E", "solve_next", "ticket", QT_TRANSLATE_NOOP("keys", "Solve, next"), text="E"),
    _key("Z", "snooze", "ticket", QT_TRANSLATE_NOOP("keys", "Snooze"), text="z"),
    _key("D", "see_draft", "ticket", QT_TRANSLATE_NOOP("keys", "See the other draft"), text="d"),
    _key("W", "why", "ticket", QT_TRANSLATE_NOOP("keys", "Why is this here?"), text="w"),
    _key("F", "follow", "ticket", QT_TRANSLATE_NOOP("keys", "Follow, or stop"), text="f"),
    _key("Shift M", "join:merge", "ticket", QT_TRANSLATE_NOOP("keys", "Merge into"), text="M"),
    _key("Shift L", "join:link", "ticket", QT_TRANSLATE_NOOP("keys", "Link a ticket"), text="L"),
    _key("Shift P", "join:split", "ticket", QT_TRANSLATE_NOOP("keys", "Split"), text="P"),
    _key("U", "unread", "ticket", QT_TRANSLATE_NOOP("keys", "Mark unread"), text="u"),
    _key("!", "spam", "ticket", QT_TRANSLATE_NOOP("keys", "Mark as spam"), text="!"),
    _key("#", "delete", "ticket", QT_TRANSLATE_NOOP("keys", "Delete"), text="#"),
    _key(
        ";",
        "unfold",
        "ticket",
        QT_TRANSLATE_NOOP("keys", "Unfold the changes"),
        text=";",
        moves=True,
    ),
    _key("Q", "quote", "ticket", QT_TRANSLATE_NOOP("keys", "Quote what is selected"), text="q"),
    _key("Ctrl Shift C", "copy_link", "ticket", QT_TRANSLATE_NOOP("keys", "Copy the link")),
    _key("Ctrl J", "jump", "ticket", QT_TRANSLATE_NOOP("keys", "Jump to a message")),
    _key("Ctrl W", "close", "ticket", QT_TRANSLATE_NOOP("keys", "Close the window of a ticket")),
    _key("Ctrl Enter", "send", "composer", QT_TRANSLATE_NOOP("keys", "Send")),
    _key(
        "Ctrl Shift Enter",
        "send_with_status",
        "composer",
        QT_TRANSLATE_NOOP("keys", "Choose a status, then send"),
    ),
    _key("Ctrl Shift R", "reply", "composer", QT_TRANSLATE_NOOP("keys", "Switch to reply")),
    _key("Ctrl Shift N", "note", "composer", QT_TRANSLATE_NOOP("keys", "Switch to note")),
    _key(
        "Ctrl Shift T",
        "recipients",
        "composer",
        QT_TRANSLATE_NOOP("keys", "Change the recipients"),
    ),
    _key("Ctrl B", "mark:bold", "composer", QT_TRANSLATE_NOOP("keys", "Bold")),
    _key("Ctrl I", "mark:italic", "composer", QT_TRANSLATE_NOOP("keys", "Italic")),
    _key("Ctrl E", "mark:code", "composer", QT_TRANSLATE_NOOP("keys", "Code")),
    _key("Ctrl Shift 8", "mark:bullets", "composer", QT_TRANSLATE_NOOP("keys", "List")),
    _key("Ctrl Shift 7", "mark:numbers", "composer", QT_TRANSLATE_NOOP("keys", "Numbered list")),
    _key("Ctrl Shift U", "attach", "composer", QT_TRANSLATE_NOOP("keys", "Attach a file")),
    _key("Alt Down", "next", "composer", QT_TRANSLATE_NOOP("keys", "Next ticket")),
    _key("Alt Up", "previous", "composer", QT_TRANSLATE_NOOP("keys", "Previous ticket")),
    _key("Esc", "leave", "composer", QT_TRANSLATE_NOOP("keys", "Leave, the draft is kept")),
)

TEAMS: Final = tuple(
    _key(
        f"G {n}",
        f"team:{n}",
        "anywhere",
        QT_TRANSLATE_NOOP("keys", "Team queue {detail}"),
        text=f"g{n}",
    )
    for n in range(1, 10)
)

INNER: Final = frozenset({"send", "send_with_status"}) | frozenset(
    key.action for key in KEYS if key.action.startswith("mark:")
)
"""What only the composer does, and only while the cursor is in it."""

_BUILT_IN: Final = frozenset({"Enter", "Shift Enter", "Esc", "Ctrl A"})
"""What lists and texts do everywhere in the system stays with its key."""

CHANGEABLE: Final = tuple(
    key
    for key in sorted((*KEYS, *TEAMS), key=lambda key: list(PLACES).index(key.place))
    if key.keys not in _BUILT_IN
)
"""The keys that a person may change."""

FIXED: Final = {"Ctrl+=": "zoom:in", "Ctrl+Shift+F12": "frames"}
"""The same key as Ctrl +, without Shift; and what nobody looks for."""

CHORDS: Final = {
    **{key.usual: key.action for key in CHANGEABLE if not key.text and key.action not in INNER},
    **FIXED,
}
"""Keys with a modifier, as Qt writes them: they work in an editor too."""

BY_TEXT: Final = {key.text: key for key in (*KEYS, *TEAMS) if key.text}
"""Single keys and sequences, by what they type."""

SEQUENCES: Final = frozenset(text[0] for text in BY_TEXT if len(text) > 1)
"""Characters that begin a sequence and do nothing themselves."""
