# SPDX-License-Identifier: Apache-2.0
"""A configuration is what its file and variables say, or it is refused with what to do."""

from pathlib import Path

import pytest

from sync_server.config import (
    BadConfiguration,
    Configuration,
    Limits,
    is_loopback,
    read_configuration,
)


@pytest.fixture
def data(tmp_path) -> Path:
    return tmp_path


def read(data: Path, toml: str = "", *, overrides=None, **variables: str) -> Configuration:
    (data / "deskbell.toml").write_text(toml, encoding="utf-8")
    named = {f"DESKBELL_{key}": value for key, value in variables.items()}
    return read_configuration(data, variables=named, **(overrides or {}))


def refusal(data: Path, toml: str = "", **variables: str) -> str:
    with pytest.raises(BadConfiguration) as caught:
        read(data, toml, **variables)
    return str(caught.value)


def test_without_a_file_the_defaults_are_safe(data):
    configuration = read_configuration(data, variables={})
    assert configuration == Configuration(data=data)
    assert is_loopback(configuration.host)
    assert not configuration.plain
    assert configuration.database_address == str(data / "desk.sqlite")


def test_the_file_says_what_differs_from_the_defaults(data):
    toml = """
        host = "0.0.0.0"
        port = 9443
        names = ["desk.example", "192.0.2.7"]
        database = "postgresql://desk@localhost/desk"
        [limits]
        hello_s = 2
        command_burst = 50
    """
    configuration = read(data, toml)
    assert (configuration.host, configuration.port) == ("0.0.0.0", 9443)
    assert configuration.names == ("desk.example", "192.0.2.7")
    assert configuration.database_address == "postgresql://desk@localhost/desk"
    assert configuration.limits == Limits(hello_s=2.0, command_burst=50)


def test_a_file_with_a_byte_order_mark_is_read(data):
    assert read(data, "\ufeffport = 9443").port == 9443


def test_variables_go_over_the_file_and_overrides_over_both(data):
    toml = "port = 1\nfile_port = 2\nhost = '127.0.0.3'"
    configuration = read(data, toml, PORT="11", FILE_PORT="12", overrides={"port": 21})
    assert (configuration.port, configuration.file_port) == (21, 12)
    assert configuration.host == "127.0.0.3"


def test_an_override_of_none_overrides_nothing(data):
    assert read(data, "port = 9443", overrides={"port": None}).port == 9443


def test_every_kind_of_value_can_be_a_variable(data):
    configuration = read(
        data, "[limits]\nhello_s = 2", PLAIN="true", NAMES="a.example, b.example",
        LIMITS_DRAIN_S="0.5",
    )  # fmt: skip
    assert configuration.plain
    assert configuration.names == ("a.example", "b.example")
    assert configuration.limits == Limits(hello_s=2.0, drain_s=0.5)


def test_proxies_are_addresses_and_networks(data):
    told = read(data, TRUSTED_PROXIES="10.0.0.7, 2001:db8::/32")
    assert told.trusted_proxies == ("10.0.0.7", "2001:db8::/32")
    assert "'proxy.example' is no address" in refusal(data, "trusted_proxies = ['proxy.example']")
    assert "is everybody" in refusal(data, "trusted_proxies = ['0.0.0.0/0']")
    assert "is everybody" in refusal(data, "trusted_proxies = ['::/0']")


def test_variables_of_others_and_the_one_that_names_the_folder_are_no_settings(data):
    configuration = read_configuration(
        data, variables={"PATH": "/bin", "PORT": "1", "DESKBELL_DATA": "elsewhere"}
    )
    assert configuration == Configuration(data=data)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("prot = 1", "deskbell.toml: prot: no such setting; did you mean 'port'?"),
        ("colour = 1", "deskbell.toml: colour: no such setting; remove it"),
        ("data = '/'", "deskbell.toml: data: no such setting"),
        ("[limits]\nhello = 1", "limits: hello: no such setting; did you mean 'hello_s'?"),
        ("limits = 3", "deskbell.toml: limits: must be a table of its own, [limits]"),
        ("port = 'many'", "port: Expected int, got str"),
        ("port = 70000", "port: Expected int <= 65535"),
        ("port = 8444", "file_port: must be another port than `port`"),
        ("names = []", "names: Expected array of length >= 1"),
        ("names = 'desk.example'", "names: Expected array, got str"),
        ("[limits]\nhello_s = 0", "limits.hello_s: Expected float > 0"),
        ("[limits]\nhello_bytes = 0", "limits.hello_bytes: Expected int >= 1"),
        ("[limits]\nhello_s = nan", "limits.hello_s: Expected float > 0"),
        ("database = 'mysql://desk'", "database: must be a postgresql:// address; leave it out"),
        ("certificate = 'desk.pem'", "certificate and key: give both, or neither"),
        ("plain = true\nhost = '0.0.0.0'", "Remove `plain`, or set `host` to 127.0.0.1"),
        ("port = ", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_key_and_what_to_do(data, toml, said):
    assert said in refusal(data, toml)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PROT", "1", "the variables: prot: no such setting; did you mean 'port'?"),
        ("PORT", "many", "port: Expected int, got str"),
        ("LIMITS_HELO_S", "1", "the variables: limits: helo_s: no such setting"),
        ("LIMITS", "{}", "DESKBELL_LIMITS: name one limit, as in DESKBELL_LIMITS_HELLO_S"),
        ("PLAIN", "perhaps", "plain: Expected bool, got str"),
    ],
)
def test_a_variable_that_cannot_be_used_is_refused_too(data, variable, value, said):
    assert said in refusal(data, **{variable: value})


def test_a_file_that_is_no_text_is_refused(data):
    (data / "deskbell.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadConfiguration, match="cannot be read"):
        read_configuration(data, variables={})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.5.5.5", "::1"])
def test_without_tls_a_server_listens_on_this_machine_alone(data, host):
    assert read(data, f"plain = true\nhost = '{host}'").plain


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example", ""])
def test_any_other_host_is_not_this_machine_alone(host):
    assert not is_loopback(host)


def test_what_a_server_keeps_lies_in_its_data_folder(data):
    configuration = Configuration(data=data)
    assert {configuration.blobs.parent, configuration.tls.parent} == {data}


def test_the_limits_are_those_that_were_promised():
    limits = Limits()
    assert (limits.handshake_s, limits.hello_s, limits.hello_bytes) == (10, 5, 8_192)
    assert (limits.pending_per_address, limits.pending_total) == (200, 2_000)
    assert (limits.frame_bytes, limits.buffer_bytes, limits.write_bytes) == (
        262_144, 262_144, 524_288,
    )  # fmt: skip
    assert (limits.drain_s, limits.heartbeat_s) == (15, 20)
    assert (limits.sessions_per_agent, limits.devices_per_agent) == (5, 20)
    assert (limits.commands_a_second, limits.command_burst) == (20, 100)
    assert (limits.replay_a_second, limits.heavy_a_minute) == (500, 10)
    assert (limits.attachment_bytes, limits.attachments_per_message) == (26_214_400, 50)
    assert (limits.outcomes_days, limits.device_idle_days, limits.device_days) == (30, 90, 365)
    assert (limits.join_code_s, limits.access_token_s, limits.file_pass_s) == (600, 900, 60)


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({"names": ("desk.example", "10.0.0.7")}, "https://desk.example:9445"),
        ({"names": ("::1",)}, "https://[::1]:9445"),
        ({"plain": True}, "http://localhost:9445"),
        ({"web_address": "https://help.example.com"}, "https://help.example.com"),
    ],
)
def test_pages_are_at_the_address_that_customers_write(tmp_path, settings, address):
    assert Configuration(data=tmp_path, **settings).web_at(9445) == address


def test_the_password_of_a_mailbox_in_a_variable_is_no_setting(tmp_path):
    variables = {"DESKBELL_MAILBOX_PASSWORD": "x", "DESKBELL_PORT": "9000"}
    assert read_configuration(tmp_path, variables=variables).port == 9000
