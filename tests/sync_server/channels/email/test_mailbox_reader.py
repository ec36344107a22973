# SPDX-License-Identifier: Apache-2.0
"""How long a reader waits before it tries again."""

import pytest

from sync_server.channels.email.mailbox_reader import (
    LONGEST_REFUSED_WAIT_S,
    LONGEST_WAIT_S,
    wait_s,
)


@pytest.mark.parametrize(("failures", "most"), [(1, 1), (2, 2), (4, 8), (9, 256), (99, 300)])
def test_the_wait_doubles_up_to_a_limit(failures, most):
    assert wait_s(failures, jitter=0.999_999, is_refusal=False) == pytest.approx(most)
    assert wait_s(failures, jitter=0.0, is_refusal=False) == most / 2


def test_a_refused_password_is_tried_rarely():
    assert wait_s(1, jitter=0.0, is_refusal=True) == 30
    assert wait_s(50, jitter=0.0, is_refusal=True) == LONGEST_REFUSED_WAIT_S / 2
    assert LONGEST_REFUSED_WAIT_S > LONGEST_WAIT_S
