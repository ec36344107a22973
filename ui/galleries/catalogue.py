# SPDX-License-Identifier: Apache-2.0
"""The groups of the gallery in the order in which they are listed: one line for each module."""

from typing import Final

from ui.galleries import (
    addressing,
    administering,
    alerts,
    clocks,
    controls,
    conversation,
    finding,
    floating,
    foundations,
    held,
    navigation,
    properties,
    ruling,
    setting_up,
    settings,
    sharing_out,
    signs,
    ticket,
    tickets,
    tracing,
    writing,
)
from ui.galleries.component import Component, Group

GROUPS: Final[tuple[Group, ...]] = (
    foundations.GROUP,
    controls.GROUP,
    signs.GROUP,
    navigation.GROUP,
    tickets.GROUP,
    ticket.GROUP,
    tracing.GROUP,
    conversation.GROUP,
    writing.GROUP,
    addressing.GROUP,
    finding.GROUP,
    properties.GROUP,
    clocks.GROUP,
    settings.GROUP,
    held.GROUP,
    setting_up.GROUP,
    administering.GROUP,
    sharing_out.GROUP,
    ruling.GROUP,
    alerts.GROUP,
    floating.GROUP,
)
COMPONENTS: Final[tuple[Component, ...]] = tuple(
    component for group in GROUPS for component in group.components
)
