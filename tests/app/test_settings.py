# SPDX-License-Identifier: Apache-2.0
import pytest

from app.settings import PAGES, SCHEMA, Settings


@pytest.fixture
def paths(tmp_path):
    return tmp_path / "settings.json", tmp_path / "managed.json"


def test_a_choice_is_kept(paths):
    own, managed = paths
    Settings(own, managed=managed).set("appearance", "dark")
    assert Settings(own, managed=managed).get("appearance") == "dark"


def test_what_it_manages_wins(paths):
    own, managed = paths
    managed.write_text('{"lock_after_days": 3}')
    settings = Settings(own, managed=managed)
    settings.set("lock_after_days", 30)
    assert settings.number("lock_after_days") == 3
    assert settings.is_managed("lock_after_days")
    assert not settings.is_managed("appearance")


@pytest.mark.parametrize(
    ("name", "value"),
    [("appearance", "pink"), ("lock_after_days", 0), ("lock_after_days", True), ("server", 5)],
)
def test_a_value_that_is_none_is_refused_and_never_used(paths, name, value):
    own, _ = paths
    settings = Settings(own)
    with pytest.raises(ValueError, match=name):
        settings.set(name, value)
    assert settings.get(name) == SCHEMA[name].default


def test_a_value_of_another_version_is_kept_and_not_used(paths):
    own, _ = paths
    own.write_text('{"appearance": "pink", "hologram": 5}')
    settings = Settings(own)
    assert settings.get("appearance") == "system"
    settings.set("density", "compact")
    assert b"hologram" in own.read_bytes()


def test_a_broken_file_counts_as_none(paths, expected_logs):
    expected_logs.expect("app.settings", "cannot be read")
    own, _ = paths
    own.write_text("{")
    assert Settings(own).get("appearance") == "system"


def test_settings_are_found_by_what_they_are_about():
    found = [setting.name for setting in Settings(None).search("lock cache")]
    assert found == ["lock_after_days"]
    assert [setting.name for setting in Settings(None).search("THEME")] == ["appearance"]


def test_a_change_is_announced(paths):
    settings = Settings(None)
    heard: list[str] = []
    settings.changed.connect(heard.append)
    settings.set("undo_send_s", 20)
    assert heard == ["undo_send_s"]


def test_every_shown_setting_has_a_page_and_offers_what_it_takes():
    shown = [setting for setting in SCHEMA.values() if setting.shown]
    assert {setting.page for setting in shown} <= set(PAGES)
    assert all(setting.takes(step) for setting in shown for step in setting.steps)


def test_a_text_without_end_is_refused():
    with pytest.raises(ValueError, match="signature"):
        Settings(None).set("signature", "x" * 20_001)


def test_a_choice_that_cannot_be_kept_is_in_force_all_the_same(tmp_path, expected_logs):
    expected_logs.expect("app.settings", "cannot be kept")
    settings = Settings(tmp_path / "nowhere" / "settings.json")
    settings.set("zoom", 150)
    assert settings.number("zoom") == 150
