# SPDX-License-Identifier: Apache-2.0
"""The design tokens: every colour, type style and size of the interface, without Qt."""

from dataclasses import dataclass, replace
from typing import Final, Literal

Scheme = Literal["light", "dark"]
ColorName = str


@dataclass(frozen=True, slots=True)
class AvatarPair:
    """A soft fill and the initials' colour on it."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class ColorTokens:
    """One scheme's colours as `#rrggbb`.

    Suffixes: none is a fill, `_text` text on a surface, `_soft` a soft background, `_line` an
    outline on that background; `_hover` and `_press` are the same ground under the pointer and
    held down (a note's button is filled with `note_text`). `line2` is deliberately faint: text
    inputs are also told apart by their label and get a ring in `accent` when focused.
    """

    scheme: Scheme
    window: str
    nav: str
    surface: str
    sunken: str
    raised: str
    hover: str
    press: str
    line: str
    line2: str
    ctl: str
    text: str
    text2: str
    text3: str
    dis: str
    accent: str
    accent_hover: str
    accent_press: str
    accent_text: str
    accent_soft: str
    accent_soft_hover: str
    accent_line: str
    on_accent: str
    red: str
    red_text: str
    red_soft: str
    red_soft_press: str
    red_line: str
    amber: str
    amber_text: str
    amber_soft: str
    amber_line: str
    green: str
    green_text: str
    green_soft: str
    green_line: str
    note: str
    note_text: str
    note_hover: str
    note_press: str
    note_line: str
    track: str
    toast: str
    toast_text: str
    toast_link: str
    toast_good: str
    series: tuple[str, str, str, str, str, str]
    avatars: tuple[AvatarPair, ...]

    def __getitem__(self, name: ColorName) -> str:
        """The colour called `name`; KeyError for a name that is no single colour."""
        value = getattr(self, name, None)
        if not isinstance(value, str) or name == "scheme":
            raise KeyError(name)
        return value


LIGHT: Final = ColorTokens(
    scheme="light",
    window="#FBFBFC",
    nav="#F3F4F6",
    surface="#FFFFFF",
    sunken="#F6F7F9",
    raised="#FFFFFF",
    hover="#EEF0F3",
    press="#E5E8ED",
    line="#E6E8EC",
    line2="#D3D7DE",
    ctl="#868E9C",
    text="#15171C",
    text2="#4E5563",
    text3="#666D7A",
    dis="#9AA1AD",
    accent="#3A57D6",
    accent_hover="#2F49BD",
    accent_press="#283EA1",
    accent_text="#304BC4",
    accent_soft="#ECF0FE",
    accent_soft_hover="#DEE4FC",
    accent_line="#C9D3FA",
    on_accent="#FFFFFF",
    red="#C62F2A",
    red_text="#B42621",
    red_soft="#FDECEB",
    red_soft_press="#F8D5D3",
    red_line="#F5C6C3",
    amber="#C77C0C",
    amber_text="#8A5200",
    amber_soft="#FFF4DF",
    amber_line="#F3D9A4",
    green="#1E8A54",
    green_text="#17703F",
    green_soft="#E7F6ED",
    green_line="#B7E2C9",
    note="#FFF9E8",
    note_text="#7A5300",
    note_hover="#6B4900",
    note_press="#5C3E00",
    note_line="#EEDDB0",
    track="#E3E6EB",
    toast="#15171C",
    toast_text="#FFFFFF",
    toast_link="#B9C6FF",
    toast_good="#5CCB97",
    series=("#3A57D6", "#71829B", "#1E8A54", "#C77C0C", "#C62F2A", "#7A5AD0"),
    avatars=(
        AvatarPair("#DDE3FA", "#2C40A0"),
        AvatarPair("#F6DDE6", "#8C2752"),
        AvatarPair("#DDF0E6", "#17633C"),
        AvatarPair("#E6DFF7", "#5634A0"),
        AvatarPair("#D9EEF3", "#155A6E"),
        AvatarPair("#FAE6D2", "#7F4310"),
        AvatarPair("#E4E7EC", "#414A59"),
        AvatarPair("#EFEBCF", "#5E5410"),
    ),
)

DARK: Final = ColorTokens(
    scheme="dark",
    window="#111419",
    nav="#0D0F13",
    surface="#15181E",
    sunken="#101318",
    raised="#1C2027",
    hover="#1D2129",
    press="#262B35",
    line="#242932",
    line2="#353C48",
    ctl="#6F7888",
    text="#E9EBEF",
    text2="#AAB1BE",
    text3="#8B93A1",
    dis="#5F6775",
    accent="#4A66E8",
    accent_hover="#5C77F2",
    accent_press="#3F57C5",
    accent_text="#9DAEFF",
    accent_soft="#1C2340",
    accent_soft_hover="#252F57",
    accent_line="#33407A",
    on_accent="#FFFFFF",
    red="#D03E37",
    red_text="#FF8A82",
    red_soft="#341A1B",
    red_soft_press="#4C2222",
    red_line="#63292A",
    amber="#E0A03A",
    amber_text="#F0B95C",
    amber_soft="#30250F",
    amber_line="#5C4719",
    green="#38A874",
    green_text="#5CCB97",
    green_soft="#11281D",
    green_line="#1F5239",
    note="#272113",
    note_text="#E7C477",
    note_hover="#EDD399",
    note_press="#CBAC69",
    note_line="#473B1D",
    track="#2A303A",
    toast="#2A303A",
    toast_text="#F2F4F7",
    toast_link="#B9C6FF",
    toast_good="#5CCB97",
    series=("#7B90FF", "#7E8AA0", "#38A874", "#E0A03A", "#E5645D", "#A48BEA"),
    avatars=(
        AvatarPair("#2A3568", "#C3CEFF"),
        AvatarPair("#4A2234", "#F3B4CC"),
        AvatarPair("#1D4131", "#A5E5C4"),
        AvatarPair("#382A5E", "#D1C1FA"),
        AvatarPair("#1B3E49", "#A9DCEA"),
        AvatarPair("#4A3119", "#F2C79B"),
        AvatarPair("#2F3643", "#C9D0DC"),
        AvatarPair("#3B3714", "#E2D98F"),
    ),
)

SCHEMES: Final[dict[Scheme, ColorTokens]] = {"light": LIGHT, "dark": DARK}

SCRIM: Final[dict[Scheme, tuple[str, float]]] = {
    "light": ("#14181F", 0.27),
    "dark": ("#05070A", 0.59),
}
"""Colour and opacity of what lies behind an overlay."""


def high_contrast(tokens: ColorTokens) -> ColorTokens:
    """The same scheme for people who ask their system for more contrast."""
    return replace(tokens, line2=tokens.ctl, text3=tokens.text2)


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2.2 defines it, from 0 to 1."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two `#rrggbb` colours, from 1 to 21; the order does not matter."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


Family = Literal["Inter", "Inter Display", "JetBrains Mono"]


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A text style: pixel size and line height at 100 % zoom, weight on the CSS scale."""

    size: int
    line: int
    weight: int = 400
    family: Family = "Inter"


DISPLAY: Final = TypeStyle(22, 28, 600, "Inter Display")
TITLE: Final = TypeStyle(16, 24, 600, "Inter Display")
SECTION: Final = TypeStyle(14, 20, 600)
BODY: Final = TypeStyle(13, 20)
BODY_STRONG: Final = TypeStyle(13, 20, 600)
CONTROL: Final = TypeStyle(13, 20, 500)
META: Final = TypeStyle(12, 18)
META_MEDIUM: Final = TypeStyle(12, 18, 500)
META_STRONG: Final = TypeStyle(12, 18, 600)
MICRO: Final = TypeStyle(11, 16, 500)
MICRO_STRONG: Final = TypeStyle(11, 16, 600)
MONO: Final = TypeStyle(12, 18, 400, "JetBrains Mono")
MONO_MEDIUM: Final = TypeStyle(12, 18, 500, "JetBrains Mono")
KPI: Final = TypeStyle(24, 32, 600, "Inter Display")

MIN_ZOOM: Final = 0.8
MAX_ZOOM: Final = 2.0

NAV_WIDTH: Final = 212
NAV_RAIL_WIDTH: Final = 56
LIST_WIDTH: Final = 376
LIST_WIDTH_COMPACT: Final = 340
LIST_WIDTH_MIN: Final = 300
LIST_WIDTH_MAX: Final = 560
PROPERTIES_WIDTH: Final = 296
PROPERTIES_WIDTH_MIN: Final = 260
PROPERTIES_WIDTH_MAX: Final = 420
PROPERTIES_RAIL_WIDTH: Final = 44
CONVERSATION_MIN: Final = 480
TEXT_MEASURE: Final = 720
NAV_ROW: Final = 28
NAV_PITCH: Final = 29
ROW_COMPACT: Final = 36
ROW_DEFAULT: Final = 60
ROW_COMFORTABLE: Final = 80
GROUP_HEADER: Final = 28
PROPERTY_ROW: Final = 28
BUTTON: Final = 30
BUTTON_SMALL: Final = 26
BUTTON_LARGE: Final = 34
INPUT: Final = 30
INPUT_LARGE: Final = 36
PAGE_HEADER: Final = 56
LIST_HEADER: Final = 48
TICKET_HEADER: Final = 96
ICON: Final = 16
ICON_META: Final = 14
AVATAR_LIST: Final = 18
AVATAR_HEADER: Final = 22
AVATAR_TIMELINE: Final = 24
AVATAR_CARD: Final = 32

RADIUS_SMALL: Final = 4
RADIUS_TAG: Final = 5
RADIUS_CONTROL: Final = 6
RADIUS_CARD: Final = 8
RADIUS_POPOVER: Final = 10
RADIUS_PALETTE: Final = 12
