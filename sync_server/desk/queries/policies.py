# SPDX-License-Identifier: Apache-2.0
"""The query of whoever writes a service level policy."""

from sync_server.contract.documents import DocumentError
from sync_server.contract.queries import CheckPolicy, DocumentCheck
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import LEADERS
from sync_server.desk.registry import answers
from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.sight import Viewer
from sync_server.domain.sla.policies import CHOICES, check_values, read_policy
from sync_server.domain.sla.reach import check_reach
from sync_server.store.dossier import calendar_row
from sync_server.store.engines import Connection


def sees_administration(viewer: Viewer) -> None:
    """Administrators, and supervisors to read."""
    if viewer.role not in LEADERS:
        raise Refused(Code.FORBIDDEN)


@answers(CheckPolicy, policy=sees_administration, cost="light")
def answer_check_policy(reader: Connection, _viewer: Viewer, query: CheckPolicy) -> DocumentCheck:
    """What is wrong with a policy."""
    try:
        policy = read_policy(query.document)
        check_values(query.document, CHOICES)
        known = None if policy.calendar is None else calendar_row(reader, policy.calendar)
        if known is not None and known.published_at is not None:
            calendar = BusinessCalendar.of_kept(known.document)
            check_reach(policy, calendar, known.published_at)
    except DocumentError as error:
        return check_of(error)
    return DocumentCheck()


def check_of(error: DocumentError) -> DocumentCheck:
    """What is said of a place in a document that means nothing."""
    return DocumentCheck(path=error.path, problem=error.problem, nearest=error.nearest or "")
