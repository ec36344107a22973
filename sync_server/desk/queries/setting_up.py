# SPDX-License-Identifier: Apache-2.0
"""Queries of whoever sets the desk up: trials of mailboxes, and invitations.

What is here is who may ask. The hub hands the question on to whoever answers it.
"""

from sync_server.contract.queries import AgentInvited, InviteAgent, TestMailbox, TestReport
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.registry import answers
from sync_server.domain.sight import ADMINISTRATOR, Viewer
from sync_server.store.engines import Connection


def sets_up(viewer: Viewer) -> None:
    """Administrators."""
    if viewer.role != ADMINISTRATOR:
        raise Refused(Code.FORBIDDEN)


@answers(TestMailbox, policy=sets_up, cost="heavy")
def answer_test_mailbox(_reader: Connection, _viewer: Viewer, _query: TestMailbox) -> TestReport:
    """Nothing is known before it was tried."""
    return TestReport(steps=())


@answers(InviteAgent, policy=sets_up, cost="light")
def answer_invite_agent(_reader: Connection, _viewer: Viewer, _query: InviteAgent) -> AgentInvited:
    """There is no code before one was made."""
    return AgentInvited(join_code="", expires_at=0)
