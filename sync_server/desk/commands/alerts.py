# SPDX-License-Identifier: Apache-2.0
"""The command on what an agent was told by the desk."""

from sync_server.contract.commands import DismissAlerts
from sync_server.contract.entities import Alert
from sync_server.desk.access import anybody, author
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(DismissAlerts, policy=anybody, audit="own")
def handle_dismiss_alerts(unit: Unit, command: DismissAlerts) -> None:
    """Let them go; those of others, and what is gone already, are no error."""
    me = author(unit)
    for id_ in dict.fromkeys(command.alerts):
        alert = unit.find(Alert, id_)
        if alert is not None and alert.agent == me:
            unit.delete(alert)
