# SPDX-License-Identifier: Apache-2.0
"""What presses, on the rows of the navigation: a bubble, and on "At risk" the teams in words."""

from dataclasses import replace

from app.client import Client
from app.views.definitions import queue_of
from app.views.pressing import Pressing
from sync_server.contract.entities import Membership
from ui.models.words import translate
from ui.widgets.navigation_value import NavigationRow


def with_bubble(row: NavigationRow, pressing: Pressing) -> NavigationRow:
    """The row with how many are late, or while none is, how many are at risk."""
    if pressing.late:
        return replace(row, bubble=pressing.late, bubble_tone="red")
    return replace(row, bubble=pressing.at_risk or None, bubble_tone="amber")


def with_team(row: NavigationRow, client: Client) -> NavigationRow:
    """The row "At risk": its bubble is the whole count and stands alone, and the tooltip says how
    many are at risk in the teams that one belongs to.
    """
    me, count = client.me, row.count or 0
    mine = (each.team for each in client.workspace.all(Membership) if each.agent == me)
    in_teams = sum(client.views.pressing(queue_of(team)).at_risk for team in mine)
    told = ""
    if count or in_teams:
        told = translate("navigation", "{count} mine, {others} in my teams")
    return replace(
        row,
        count=None,
        tip=told.format(count=count, others=in_teams),
    )
