# SPDX-License-Identifier: Apache-2.0
"""What the router decided, in words. What a newer server says beside them is shown as it is."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Skill
from sync_server.contract.ids import SkillId
from sync_server.contract.routes import Passed, Ranked, Route
from ui.models.words import translate
from ui.widgets.navigation_value import AVAILABILITY_WORDS, availability_of

MANUAL: Final = "manual"
BALANCED: Final = "balanced"
ROUND_ROBIN: Final = "round_robin"

MODES: Final = {
    BALANCED: str(QT_TRANSLATE_NOOP("routing", "Balanced")),
    ROUND_ROBIN: str(QT_TRANSLATE_NOOP("routing", "Round robin")),
    MANUAL: str(QT_TRANSLATE_NOOP("routing", "Manual pull")),
}
_WON: Final = {
    "": str(QT_TRANSLATE_NOOP("routing", "Nobody else could take it.")),
    "last_owner": str(QT_TRANSLATE_NOOP("routing", "They had this customer before.")),
    "extra_skills": str(QT_TRANSLATE_NOOP("routing", "They have more of the skills asked for.")),
    "last_of_a_skill": str(
        QT_TRANSLATE_NOOP("routing", "The others are kept for what only they can do.")
    ),
    "load": str(QT_TRANSLATE_NOOP("routing", "They have the lower load.")),
    "more_skills": str(QT_TRANSLATE_NOOP("routing", "The others are kept for other skills.")),
    "longest_without": str(QT_TRANSLATE_NOOP("routing", "They are longest without a new ticket.")),
    "id": str(QT_TRANSLATE_NOOP("routing", "All else was equal.")),
}
_LOST: Final = {
    "last_owner": str(QT_TRANSLATE_NOOP("routing", "Not the last owner")),
    "extra_skills": str(QT_TRANSLATE_NOOP("routing", "Fewer skills")),
    "last_of_a_skill": str(QT_TRANSLATE_NOOP("routing", "Kept for a rare skill")),
    "load": str(QT_TRANSLATE_NOOP("routing", "Higher load")),
    "more_skills": str(QT_TRANSLATE_NOOP("routing", "Kept for other skills")),
    "longest_without": str(QT_TRANSLATE_NOOP("routing", "Newer last ticket")),
    "id": str(QT_TRANSLATE_NOOP("routing", "All else equal")),
}
_PASSED: Final = {
    "not_in_team": str(QT_TRANSLATE_NOOP("routing", "Not in the team")),
    "not_available": str(QT_TRANSLATE_NOOP("routing", "Not available")),
    "not_reachable": str(QT_TRANSLATE_NOOP("routing", "Not connected")),
    "outside_hours": str(QT_TRANSLATE_NOOP("routing", "Outside hours")),
    "lacks_skill": str(QT_TRANSLATE_NOOP("routing", "Lacks {detail}")),
    "full": str(QT_TRANSLATE_NOOP("routing", "At the limit")),
    "channel_full": str(QT_TRANSLATE_NOOP("routing", "At the limit for {detail}")),
    "enough_for_now": str(QT_TRANSLATE_NOOP("routing", "Enough for now")),
    "asked_already": str(QT_TRANSLATE_NOOP("routing", "Asked before")),
}
_LOST_BY: Final = {
    "off_shift": str(QT_TRANSLATE_NOOP("routing", "Taken from {name}, who went off shift")),
    "absent": str(QT_TRANSLATE_NOOP("routing", "Taken from {name}, who is absent")),
    "disabled": str(QT_TRANSLATE_NOOP("routing", "Taken from {name}, who has no access any more")),
    "redistributed": str(QT_TRANSLATE_NOOP("routing", "Taken from {name}, to be given to others")),
}
_CHANNELS: Final = {
    "email": str(QT_TRANSLATE_NOOP("routing", "mail")),
    "form": str(QT_TRANSLATE_NOOP("routing", "the form")),
    "phone": str(QT_TRANSLATE_NOOP("routing", "phone")),
    "walk_in": str(QT_TRANSLATE_NOOP("routing", "visits")),
    "chat": str(QT_TRANSLATE_NOOP("routing", "chat")),
    "api": str(QT_TRANSLATE_NOOP("routing", "the API")),
    "desk": str(QT_TRANSLATE_NOOP("routing", "the desk")),
}


CHANNELS: Final = tuple(_CHANNELS)
"""Every channel that is known."""


def mode_words(mode: str) -> str:
    """How a team shares out."""
    return translate("routing", MODES.get(mode, mode))


def state_words(state: str) -> str:
    """How available somebody is."""
    known = availability_of(state)
    return translate("words", AVAILABILITY_WORDS[known]) if known == state else state


def channel_words(channel: str) -> str:
    """A channel within a sentence."""
    return translate("routing", _CHANNELS.get(channel, channel))


def skill_name(workspace: Workspace, id: str) -> str:
    """The name of a skill; of one that is not here, its id."""
    skill = workspace.get(Skill, SkillId(id))
    return id if skill is None else skill.name


def won_words(by: str) -> str:
    """By what somebody was the best, as a sentence."""
    return translate("routing", _WON.get(by, by))


def lost_words(ranked: Ranked) -> str:
    """By what somebody lost to the best, as short as a cell."""
    return translate("routing", _LOST.get(ranked.by, ranked.by))


def passed_words(workspace: Workspace, passed: Passed) -> str:
    """What kept somebody from being compared at all, as short as a cell."""
    if passed.reason == "not_available" and passed.detail:
        absent = translate("routing", "Absent by plan")
        return absent if passed.detail == "absent" else state_words(passed.detail)
    detail = passed.detail
    if passed.reason == "lacks_skill":
        detail = skill_name(workspace, detail)
    elif passed.reason == "channel_full":
        detail = channel_words(detail)
    return translate("routing", _PASSED.get(passed.reason, passed.reason)).format(detail=detail)


def taken_words(reason: str, name: str) -> str:
    """From whom a ticket was taken for others, and why."""
    known = _LOST_BY.get(reason)
    if known is None:
        return f"{translate('routing', 'Taken from {name}').format(name=name)}: {reason}"
    return translate("routing", known).format(name=name)


def order_words(mode: str) -> str:
    """In which order a team compares, as a sentence."""
    if mode == BALANCED:
        return translate(
            "routing", "Order: extra skills, lower load, longest without a new ticket."
        )
    if mode == ROUND_ROBIN:
        return translate("routing", "Order: extra skills, longest without a new ticket.")
    return ""


def nobody_words(route: Route) -> str:
    """Why nobody got a ticket where nobody can be named who came close."""
    if route.reason == "kept_back":
        return translate("routing", "It is kept back, so nobody gets it of itself.")
    if route.reason == "manual_pull":
        return translate("routing", "The team shares out by hand: somebody has to take it.")
    return translate("routing", "Nobody in the team takes tickets.")
