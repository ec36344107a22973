# SPDX-License-Identifier: Apache-2.0
"""Bundled files are reached by their path parts, and nothing else is."""

import pytest

from resources import resource


def test_a_bundled_file_is_read_by_its_path_parts():
    assert resource("icons", "tag.svg").read_text(encoding="utf-8").lstrip().startswith("<")


def test_a_bundled_folder_can_be_listed():
    assert "Inter-Regular.otf" in {entry.name for entry in resource("fonts").iterdir()}


@pytest.mark.parametrize(
    "part", ["", ".", "..", "/etc", "fonts/../..", "fonts\\Inter", "C:", "C:\\"]
)
def test_no_name_reaches_outside_the_bundle(part):
    with pytest.raises(ValueError, match="not the name of a bundled file"):
        resource("icons", part)
