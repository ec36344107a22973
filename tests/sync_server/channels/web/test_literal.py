# SPDX-License-Identifier: Apache-2.0
"""Text is shown as it was written. Numbers are those of the bad inputs."""

import pytest

from sync_server.channels.web.literal import shown


def test_40_an_override_leaves_a_mark_and_the_real_ending_stands_last():
    assert shown("invoice_\u202efdp.exe") == "invoice_\ufffdfdp.exe"


def test_40_what_has_no_width_hides_nothing():
    assert shown(".ht\u200baccess \u2066x\u2069") == ".htaccess x"


@pytest.mark.parametrize("text", ["שלום", "نص\nعربي", "👩\u200d💻", "Zoë\tñ", "a\nb"])
def test_what_scripts_need_stays(text):
    assert shown(text) == text


def test_controls_and_lone_surrogates_go():
    assert shown("a\x00b\rc\ud800d") == "abcd"
