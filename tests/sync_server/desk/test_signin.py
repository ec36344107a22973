# SPDX-License-Identifier: Apache-2.0

import itertools
from collections import Counter
from contextlib import asynccontextmanager

import pytest

import sync_server.desk.commands  # noqa: F401 - registers them
from sync_server.config import Limits
from sync_server.contract.commands import CreateAgent, DisableAgent, Role
from sync_server.contract.entities import SecurityEvent
from sync_server.contract.frames import DeviceToken, Hello, Password
from sync_server.contract.ids import AgentId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.desk.signin import SignIn
from sync_server.security.throttle import Throttle
from sync_server.store.rows import AllRows

OPERATOR = Actor(kind="operator", id="operator", via="console", device="console")
PASSWORD = "a lantern in the fog"
HOME = "192.0.2.7"


@asynccontextmanager
async def staffed(database, environment):
    """A running desk with Ada and Tom."""
    desk = Desk(database, environment)
    await desk.start()
    people: dict[str, Role] = {"ada": "administrator", "tom": "agent"}
    for name, role in people.items():
        email = f"{name}@desk.example"
        created = CreateAgent(agent=AgentId(name), name=name, email=email, role=role)
        assert (await desk.execute(created, OPERATOR)).ok
    yield desk
    await desk.close()


@pytest.fixture
async def desk(database, environment):
    async with staffed(database, environment) as desk:
        yield desk


@pytest.fixture
def signin(desk, environment) -> SignIn:
    return SignIn(desk, environment, Limits(devices_per_agent=3), Throttle())


@pytest.fixture
def ended(signin) -> list[str]:
    found: list[str] = []

    async def note(device):
        found.append(device)

    signin.devices.on_ended(note)
    return found


def by_password(device="d1", *, email="tom@desk.example", password=PASSWORD, invitation=None):
    credential = Password(email=email, password=password, invitation=invitation)
    return Hello(protocol=1, device=device, credential=credential, device_name="laptop")


def by_token(token, device="d1"):
    return Hello(protocol=1, device=device, credential=DeviceToken(token=token))


async def join(signin, device="d1", *, agent="tom"):
    """Sign an agent in by an invitation, which makes PASSWORD theirs."""
    invitation = await signin.invite(agent)
    hello = by_password(device, email=f"{agent}@desk.example", invitation=invitation)
    return await signin.hello(hello, source=HOME)


async def refusal_of(signin, hello, source=HOME):
    with pytest.raises(Refused) as caught:
        await signin.hello(hello, source=source)
    return caught.value.refusal


def events(desk) -> list[tuple[str, str]]:
    rows = AllRows(desk.database)[SecurityEvent.kind]
    with desk.database.read() as reader:
        return [(event.what, event.account) for event in rows.every(reader)]


# -- by password and invitation ------------------------------------------------------------------


async def test_an_invitation_makes_the_password_and_admits(signin, desk):
    admitted = await join(signin)
    assert (admitted.agent, admitted.role, admitted.device) == ("tom", "agent", "d1")
    assert admitted.next_counter == 1
    again = await signin.hello(by_password("d2"), source=HOME)
    assert again.agent == "tom"
    assert ("invited", "tom") in events(desk)
    assert ("password_changed", "tom") in events(desk)
    assert ("sign_in", "tom") in events(desk)


async def test_an_address_counts_in_any_case_of_letters(signin):
    await join(signin)
    admitted = await signin.hello(by_password(email="Tom@Desk.EXAMPLE"), source=HOME)
    assert admitted.agent == "tom"


async def test_an_invitation_is_good_once(signin):
    invitation = await signin.invite("tom")
    await signin.hello(by_password(invitation=invitation), source=HOME)
    refusal = await refusal_of(signin, by_password("d2", invitation=invitation))
    assert refusal.code == Code.SIGN_IN


async def test_a_newer_invitation_replaces_the_one_before(signin):
    first = await signin.invite("tom")
    await signin.invite("tom")
    refusal = await refusal_of(signin, by_password(invitation=first))
    assert refusal.code == Code.SIGN_IN


async def test_an_invitation_is_good_for_seven_days(signin, environment):
    invitation = await signin.invite("tom")
    environment.advance(days=7)
    refusal = await refusal_of(signin, by_password(invitation=invitation))
    assert refusal.code == Code.SIGN_IN


async def test_an_invitation_is_good_for_the_account_it_names_only(signin):
    invitation = await signin.invite("tom")
    mallory = by_password(email="ada@desk.example", invitation=invitation)
    assert (await refusal_of(signin, mallory)).code == Code.SIGN_IN


async def test_a_password_that_may_not_be_used_leaves_the_invitation_good(signin):
    invitation = await signin.invite("tom")
    short = by_password(password="short", invitation=invitation)
    refusal = await refusal_of(signin, short)
    assert (refusal.code, refusal.field) == (Code.BAD_VALUE, "password.too_short")
    assert (await signin.hello(by_password(invitation=invitation), source=HOME)).agent == "tom"


async def test_a_join_code_without_an_account_needs_the_password_as_well(signin, environment):
    await join(signin)
    code = await signin.join_token()
    wrong = by_password("d2", password="something else", invitation=code)
    assert (await refusal_of(signin, wrong)).code == Code.SIGN_IN
    assert (await signin.hello(by_password("d2", invitation=code), source=HOME)).agent == "tom"
    late = await signin.join_token()
    environment.advance(minutes=10)
    assert (await refusal_of(signin, by_password("d3", invitation=late))).code == Code.SIGN_IN


async def test_a_reset_ends_all_other_devices_once_it_is_used(signin, ended):
    await join(signin, "d1")
    kept = await signin.hello(by_password("d2"), source=HOME)
    token = await signin.reset_password("tom")
    assert ended == []
    other = by_password("d3", password="another lantern", invitation=token)
    await signin.hello(other, source=HOME)
    assert sorted(ended) == ["d1", "d2"]
    assert (await refusal_of(signin, by_token(kept.token, "d2"))).code == Code.DEVICE_REVOKED
    assert (await refusal_of(signin, by_password("d4"))).code == Code.SIGN_IN


async def test_an_unknown_address_is_answered_like_a_wrong_password(signin, desk):
    await join(signin)
    wrong = await refusal_of(signin, by_password(password="not my lantern"))
    unknown = await refusal_of(signin, by_password(email="nobody@desk.example"))
    assert wrong == unknown
    assert {("sign_in_failed", "tom"), ("sign_in_failed", "unknown")} <= set(events(desk))


async def test_a_disabled_account_is_told_so_only_with_the_right_password(signin, desk):
    admitted = await join(signin)
    assert (await desk.execute(DisableAgent(agent=AgentId("tom")), OPERATOR)).ok
    assert (await refusal_of(signin, by_password())).code == Code.DISABLED
    assert (await refusal_of(signin, by_password(password="not it"))).code == Code.SIGN_IN
    assert (await refusal_of(signin, by_token(admitted.token))).code == Code.DISABLED
    with pytest.raises(Refused):
        await signin.invite("tom")


async def test_a_device_has_one_owner(signin):
    await join(signin, "d1", agent="ada")
    invitation = await signin.invite("tom")
    refusal = await refusal_of(signin, by_password("d1", invitation=invitation))
    assert (refusal.code, refusal.field) == (Code.SIGN_IN, "device")
    assert (
        await signin.hello(by_password("d2", invitation=invitation), source=HOME)
    ).agent == "tom"


# -- by token ------------------------------------------------------------------------------------


async def test_a_token_is_replaced_at_every_use(signin):
    first = await join(signin)
    second = await signin.hello(by_token(first.token), source=HOME)
    third = await signin.hello(by_token(second.token), source=HOME)
    assert len({first.token, second.token, third.token}) == 3
    assert third.agent == "tom"


async def test_a_client_that_lost_the_answer_gets_in_with_the_token_before(signin):
    first = await join(signin)
    await signin.hello(by_token(first.token), source=HOME)
    again = await signin.hello(by_token(first.token), source=HOME)
    assert (await signin.hello(by_token(again.token), source=HOME)).agent == "tom"


async def test_5_13_a_replayed_hello_revokes_the_device_and_is_told(signin, desk, ended):
    first = await join(signin)
    second = await signin.hello(by_token(first.token), source=HOME)
    third = await signin.hello(by_token(second.token), source=HOME)
    replayed = await refusal_of(signin, by_token(first.token), source="198.51.100.66")
    assert replayed.code == Code.DEVICE_REVOKED
    assert ended == ["d1"]
    assert (await refusal_of(signin, by_token(third.token))).code == Code.DEVICE_REVOKED
    assert {("token_reused", "tom"), ("device_revoked", "tom")} <= set(events(desk))


async def test_a_copied_token_puts_both_holders_out(signin, ended):
    shared = await join(signin)
    owner = await signin.hello(by_token(shared.token), source=HOME)
    thief = await signin.hello(by_token(shared.token), source="198.51.100.66")
    assert (await refusal_of(signin, by_token(owner.token))).code == Code.DEVICE_REVOKED
    assert (await refusal_of(signin, by_token(thief.token))).code == Code.DEVICE_REVOKED
    assert ended == ["d1"]


async def test_a_made_up_token_ends_nothing(signin, ended):
    admitted = await join(signin)
    assert (await refusal_of(signin, by_token("made up"))).code == Code.SIGN_IN
    assert (await refusal_of(signin, by_token(admitted.token, "d2"))).code == Code.SIGN_IN
    assert ended == []
    assert (await signin.hello(by_token(admitted.token), source=HOME)).agent == "tom"


@pytest.mark.parametrize("days", [91, 366])
async def test_a_device_unseen_for_too_long_signs_in_anew(signin, environment, days):
    admitted = await join(signin)
    environment.advance(days=days)
    assert (await refusal_of(signin, by_token(admitted.token))).code == Code.SIGN_IN
    assert (await signin.hello(by_password(), source=HOME)).agent == "tom"


async def test_no_device_lasts_longer_than_a_year_however_often_it_is_seen(signin, environment):
    token = (await join(signin)).token
    for _ in range(12):
        environment.advance(days=30)
        token = (await signin.hello(by_token(token), source=HOME)).token
    environment.advance(days=6)
    assert (await refusal_of(signin, by_token(token))).code == Code.SIGN_IN


# -- devices -------------------------------------------------------------------------------------


async def test_the_device_unseen_for_longest_gives_way_over_the_limit(signin, environment, ended):
    await join(signin, "d1")
    for device in ("d2", "d3", "d4"):
        environment.advance(minutes=1)
        await signin.hello(by_password(device), source=HOME)
    assert ended == ["d1"]
    assert [device.id for device in await signin.devices.every("tom") if not device.revoked_at] == [
        "d2",
        "d3",
        "d4",
    ]


async def test_a_revoked_device_is_out_until_its_owner_signs_in_anew(signin, ended):
    admitted = await join(signin)
    await signin.devices.revoke("d1")
    await signin.devices.revoke("d1")
    assert ended == ["d1"]
    assert (await refusal_of(signin, by_token(admitted.token))).code == Code.DEVICE_REVOKED
    assert (await signin.hello(by_password(), source=HOME)).device == "d1"


async def test_a_device_that_signed_out_is_logged_as_such(signin, desk, ended):
    admitted = await join(signin)
    await signin.sign_out(admitted.device)
    assert ended == ["d1"]
    assert ("signed_out", "tom") in events(desk)
    assert ("device_revoked", "tom") not in events(desk)


async def test_ending_an_unknown_device_is_refused(signin):
    with pytest.raises(Refused):
        await signin.devices.revoke("nowhere")


async def test_the_console_enrols_a_device_without_a_password(signin):
    enrolled = await signin.enrol("tom", "robot", name="robot 1")
    assert (await signin.hello(by_token(enrolled.token, "robot"), source=HOME)).agent == "tom"


async def test_ended_devices_are_forgotten_after_a_year(signin, environment):
    await join(signin, "d1")
    await signin.devices.revoke("d1")
    await signin.enrol("tom", "d2", name="")
    environment.advance(days=366)
    await signin.devices.prune()
    assert [device.id for device in await signin.devices.every()] == ["d2"]


# -- pace ----------------------------------------------------------------------------------------


async def test_5_53_guessing_is_delayed_and_the_owner_still_gets_in(sqlite_database, environment):
    async with staffed(sqlite_database, environment) as desk:
        signin = SignIn(desk, environment, Limits(), Throttle())
        admitted = await join(signin)
        addresses = [f"198.51.{net}.{host}" for host in range(250) for net in range(4)]
        answers: Counter[tuple[str, bool]] = Counter()
        for number, address in zip(range(10_000), itertools.cycle(addresses), strict=False):
            guess = by_password(f"x{number % 7}", password="hunter2hunter2")
            refusal = await refusal_of(signin, guess, source=address)
            answers[(refusal.code, refusal.retry_after_ms is not None)] += 1
        assert answers == {(Code.SIGN_IN, False): 20, (Code.TOO_MANY_ATTEMPTS, True): 9_980}
        by_device = await signin.hello(by_token(admitted.token), source="198.51.0.1")
        assert by_device.agent == "tom"
        assert (await signin.hello(by_password(), source="198.51.0.99")).agent == "tom"
