# SPDX-License-Identifier: Apache-2.0
import sys
import threading

import keyring
import pytest
from keyring.backends import fail

from app import credentials, secret_service
from app.credentials import (
    KeyringVault,
    MemoryVault,
    PassphraseVault,
    keep_key,
    open_vault,
    system_keyring,
)
from app.environment import RealEnvironment
from app.errors import KeyringUnavailable, WrongPassphrase
from app.secret_service import SecretService
from tests.support.live_client import TestKeyring


@pytest.fixture
def environment():
    environment = RealEnvironment()
    yield environment
    environment.close()


async def open_it(tmp_path, environment, keyring):
    return await open_vault("profile", tmp_path, environment, keyring=keyring)


async def test_the_keyring_keeps_secrets_under_the_profiles_name(tmp_path, environment):
    keyring = TestKeyring()
    vault = await open_it(tmp_path, environment, keyring)
    assert vault.kind == "keyring"
    await vault.set("token", "t1")
    assert keyring.passwords == {("Deskbell", "profile token"): "t1"}
    assert await vault.get("token") == "t1"
    await vault.delete("token")
    await vault.delete("token")
    assert await vault.get("token") is None


async def test_a_keyring_that_fails_in_any_way_is_not_relied_on(tmp_path, environment):
    keyring = TestKeyring()
    keyring.failing = RuntimeError("the bus is gone")
    vault = await open_it(tmp_path, environment, keyring)
    assert vault.kind == "memory"
    assert list(tmp_path.iterdir()) == []


async def test_a_keyring_that_hangs_is_given_up_after_the_limit(tmp_path, environment, monkeypatch):
    monkeypatch.setattr(credentials, "KEYRING_S", 0.02)
    hanging = threading.Event()

    class Hanging(TestKeyring):
        def get_password(self, service, username, /):
            hanging.wait(10)

    vault = await open_it(tmp_path, environment, Hanging())
    hanging.set()
    assert vault.kind == "memory"


class Found(TestKeyring):
    """In the place of a system's keyring."""


@pytest.fixture
def system(monkeypatch, tmp_path):
    """A Linux desktop that says nothing of itself, with a secret service."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr(secret_service, "is_available", lambda: True)
    monkeypatch.setattr(keyring, "get_keyring", Found)
    return monkeypatch


def choose(monkeypatch, tmp_path):
    chosen = tmp_path / "python_keyring" / "keyringrc.cfg"
    chosen.parent.mkdir()
    chosen.touch()


def test_a_linux_desktop_is_asked_without_a_look_at_all_back_ends(system):
    assert isinstance(system_keyring(), SecretService)


@pytest.mark.parametrize(
    "otherwise",
    [
        lambda system, _: system.setattr(sys, "platform", "darwin"),
        lambda system, _: system.setenv("XDG_CURRENT_DESKTOP", "ubuntu:KDE"),
        lambda system, _: system.setenv("PYTHON_KEYRING_BACKEND", "a.chosen.One"),
        lambda system, _: system.setattr(secret_service, "is_available", lambda: False),
        choose,
    ],
)
def test_where_it_is_not_meant_the_keyring_package_decides(system, tmp_path, otherwise):
    otherwise(system, tmp_path)
    assert isinstance(system_keyring(), Found)


async def test_a_system_without_a_keyring_keeps_secrets_in_memory(system, tmp_path, environment):
    system.setattr(secret_service, "is_available", lambda: False)
    system.setattr(keyring, "get_keyring", fail.Keyring)
    with pytest.raises(KeyringUnavailable):
        system_keyring()
    assert (await open_it(tmp_path, environment, None)).kind == "memory"


async def test_a_keyring_that_fails_later_says_so(tmp_path, environment):
    keyring = TestKeyring()
    vault = await open_it(tmp_path, environment, keyring)
    keyring.failing = RuntimeError("locked")
    with pytest.raises(KeyringUnavailable):
        await vault.set("token", "t1")


async def test_a_passphrase_opens_its_file_and_no_other_does(tmp_path, environment):
    vault = PassphraseVault(tmp_path / credentials.SEALED, environment)
    await vault.create("an owl at dusk", {"token": "secret-token"})
    await vault.set("cache_key", "k")
    content = (tmp_path / credentials.SEALED).read_bytes()
    assert b"secret-token" not in content
    again = await open_it(tmp_path, environment, TestKeyring())
    assert isinstance(again, PassphraseVault)
    assert again.kind == "locked"
    with pytest.raises(KeyringUnavailable):
        await again.get("token")
    with pytest.raises(WrongPassphrase):
        await again.unlock("an owl at dawn")
    await again.unlock("an owl at dusk")
    assert (await again.get("token"), await again.get("cache_key")) == ("secret-token", "k")


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b'{"salt":"","nonce":"","box":"","time":1000000,"memory":8,"lanes":1}'],
)
async def test_a_broken_passphrase_file_is_a_wrong_passphrase(tmp_path, environment, content):
    path = tmp_path / credentials.SEALED
    path.write_bytes(content)
    with pytest.raises(WrongPassphrase):
        await PassphraseVault(path, environment).unlock("x")


async def test_a_key_is_made_once(environment):
    vault = MemoryVault()
    key, made = await keep_key(vault, "cache_key", environment)
    assert (len(key), made) == (32, True)
    assert await keep_key(vault, "cache_key", environment) == (key, False)


async def test_a_broken_key_is_made_anew(environment):
    vault = MemoryVault()
    await vault.set("cache_key", "x" * 64)
    _, made = await keep_key(vault, "cache_key", environment)
    assert made


async def test_keyring_calls_never_run_on_the_loop(environment):
    threads: list[str] = []

    class Watching(TestKeyring):
        def get_password(self, service, username, /):
            threads.append(threading.current_thread().name)

    vault = KeyringVault(Watching(), "p", lane=environment.lane("keyring"))
    await vault.get("token")
    assert threads != ["MainThread"]
