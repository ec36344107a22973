# SPDX-License-Identifier: Apache-2.0
"""Commands on members of staff. One administrator always remains."""

from sync_server.contract.addresses import address_key
from sync_server.contract.commands import ChangeAgent, CreateAgent, DisableAgent, EnableAgent, given
from sync_server.contract.entities import Agent
from sync_server.contract.ids import AgentId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import administers
from sync_server.desk.commands.given import check_bases
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.sight import ADMINISTRATOR


@handles(CreateAgent, policy=administers, audit="access")
def handle_create_agent(unit: Unit, command: CreateAgent) -> None:
    """Enter a member of staff under an address that no other has."""
    email = _free_address(unit, command.email, command.agent)
    unit.insert(Agent(id=command.agent, name=command.name, email=email, role=command.role))


@handles(ChangeAgent, policy=administers, audit="access")
def handle_change_agent(unit: Unit, command: ChangeAgent) -> None:
    """Change what is given; the last administrator stays one."""
    agent = unit.get(Agent, command.agent)
    changes = given(command, ("name", "email", "role", "capacity", "capacities"))
    if "email" in changes:
        changes["email"] = _free_address(unit, changes["email"], agent.id)
    if changes.get("role", ADMINISTRATOR) != ADMINISTRATOR:
        _check_not_last(unit, agent)
    check_bases(unit, agent, changes, base=command.base)
    unit.update(agent, **changes)


@handles(DisableAgent, policy=administers, audit="access")
def handle_disable_agent(unit: Unit, command: DisableAgent) -> None:
    """End an agent's access; the last administrator cannot be locked out."""
    agent = unit.get(Agent, command.agent)
    _check_not_last(unit, agent)
    unit.update(agent, disabled=True)


@handles(EnableAgent, policy=administers, audit="access")
def handle_enable_agent(unit: Unit, command: EnableAgent) -> None:
    """Let an agent back in."""
    unit.update(unit.get(Agent, command.agent), disabled=False)


def _free_address(unit: Unit, email: str, owner: AgentId) -> str:
    """The address as it is kept. Refused: exists, when another agent has it."""
    address = address_key(email)
    if unit.lookup.agent_by_address(address) not in (None, owner):
        raise Refused(Code.EXISTS, "email")
    return address


def _check_not_last(unit: Unit, agent: Agent) -> None:
    """Refuse to take the rights of the only administrator who can still sign in."""
    if agent.role != ADMINISTRATOR or agent.disabled:
        return
    others = (each for each in unit.roster.agents.values() if each.id != agent.id)
    if not any(each.role == ADMINISTRATOR and not each.disabled for each in others):
        raise Refused(Code.BAD_MOVE, "role")
