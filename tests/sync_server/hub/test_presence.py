# SPDX-License-Identifier: Apache-2.0
from sync_server.contract.frames import Somebody
from sync_server.contract.ids import AgentId, TicketId
from sync_server.hub.presence import LEASE_S, Place, Presence, Told

ANN, T = AgentId("ann"), TicketId("t")


def place(session="s1", ticket="t", **more):
    values = {"agent": ANN, "home": "team:x", "mode": "viewing", "typing": False, "until": 30.0}
    return Place(session=session, ticket=ticket, **{**values, **more})


def test_an_arrival_is_told_once_to_those_who_see_the_ticket():
    presence = Presence()
    assert presence.arrive(place())
    somebody = Somebody(agent=ANN, session="s1", ticket=T)
    assert presence.news() == [Told(T, "team:x", somebody)]
    assert presence.news() == []


def test_renewing_a_lease_is_no_news():
    presence = Presence()
    presence.arrive(place())
    presence.news()
    assert not presence.arrive(place(until=60.0))
    assert not presence.expire(59.0)
    assert presence.expire(60.0)


def test_what_happens_between_two_tellings_is_told_once():
    presence = Presence()
    presence.arrive(place(typing=True))
    presence.arrive(place(mode="replying"))
    assert [told.somebody.mode for told in presence.news()] == ["replying"]


def test_going_to_another_ticket_tells_both_audiences():
    presence = Presence()
    presence.arrive(place())
    presence.news()
    presence.arrive(place(ticket="u", home="team:y"))
    gone, come = presence.news()
    assert (gone.ticket, gone.home, gone.somebody) == (
        "t",
        "team:x",
        Somebody(agent=ANN, session="s1"),
    )
    assert (come.ticket, come.home, come.somebody.ticket) == ("u", "team:y", "u")


def test_an_expired_lease_is_told_as_a_departure():
    presence = Presence()
    presence.arrive(place(until=LEASE_S))
    presence.news()
    assert presence.expire(LEASE_S)
    assert presence.news() == [Told(T, "team:x", Somebody(agent=ANN, session="s1"))]
    assert len(presence) == 0


def test_after_a_move_those_who_hold_the_new_home_are_told():
    presence = Presence()
    presence.arrive(place())
    presence.news()
    presence.move(T, "team:y")
    presence.leave("s1")
    assert [told.home for told in presence.news()] == ["team:y"]


def test_leaving_twice_is_no_news():
    presence = Presence()
    presence.arrive(place())
    assert presence.leave("s1")
    assert not presence.leave("s1")


def test_everybody_holds_only_what_may_be_seen():
    presence = Presence()
    presence.arrive(place())
    presence.arrive(place(session="s2", ticket="u", home="team:y"))
    seen = presence.everybody(lambda ticket, home: home == "team:y")
    assert [somebody.session for somebody in seen] == ["s2"]
