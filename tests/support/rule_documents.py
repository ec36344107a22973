# SPDX-License-Identifier: Apache-2.0
"""Documents of rules: those of the house, and any that there could be."""

from typing import Any

from hypothesis import strategies as st

SHORT: dict[str, Any] = {
    "rule": "High Priority Assignment",
    "conditions": {"priority": "high", "category": "system-critical"},
    "actions": {
        "assign_team": "urgent-response",
        "notify": ["team-lead", "system-admin"],
        "sla": "2-hours",
    },
}
FULL: dict[str, Any] = {
    "rule": "High Priority Assignment",
    "triggers": [{"on": "created"}, {"on": "becomes_true"}],
    "conditions": {
        "all": [
            {"field": "priority", "is": "high"},
            {"field": "category", "is": "system-critical"},
        ]
    },
    "actions": {
        "team": "urgent-response",
        "notify": ["team-lead", "system-admin"],
        "sla": {"first_reply": {"time": "2 hours", "hours": "business"}},
    },
    "repeats": False,
}
"""The same rule in full."""

words = st.sampled_from(["a", "b", "high", "normal", ""])
names = st.sampled_from(["gold", "blue", "second-line"])
durations = st.sampled_from(["5m", "2-hours", "1d 4h", "0.5h"])
hours = st.sampled_from(["business", "calendar"])
templates = st.sampled_from(["Hello", "About {{ticket.subject}}", "{{ customer.name }}, thanks"])
scalars = words | st.integers(-5, 5) | st.booleans() | st.none()


def lists(of):
    return st.lists(of, min_size=1, max_size=3)


def some(*keys, **shapes):
    """Objects with those keys that are named, and any of the others."""
    required = {key: shapes.pop(key) for key in keys}
    return st.fixed_dictionaries(required, optional=shapes)


tests = st.one_of(
    st.fixed_dictionaries({"field": st.sampled_from(["priority", "team"]), "is": words}),
    st.fixed_dictionaries({"field": st.just("priority"), "not_in": st.lists(words, max_size=3)}),
    st.fixed_dictionaries({"field": st.just("tags"), "has": names}),
    st.fixed_dictionaries({"field": st.just("custom.size"), "at_least": st.integers(0, 5)}),
    st.fixed_dictionaries({"field": st.just("customer.vip"), "is": st.booleans()}),
    st.fixed_dictionaries({"field": st.just("subject"), "matches": st.sampled_from(["a+", "^b"])}),
    st.fixed_dictionaries({"field": st.just("counts.customer_open"), "at_most": st.just(2)}),
    st.fixed_dictionaries({"field": st.just("waiting_since"), "older_than_s": st.just(60)}),
)
shorthand = st.dictionaries(
    st.sampled_from(["priority", "team", "status", "tags", "custom.size"]),
    words | st.lists(words, max_size=2),
    max_size=3,
)
conditions = st.recursive(
    tests | shorthand,
    lambda parts: st.dictionaries(
        st.sampled_from(["all", "any", "none"]), st.lists(parts, max_size=3), min_size=1
    ),
    max_leaves=8,
)

origin = {
    "by": lists(st.sampled_from(["agent", "customer", "rule"])),
    "channel": lists(st.sampled_from(["email", "desk"])),
}
triggers = st.one_of(
    some("on", on=st.sampled_from(["created", "becomes_true"]), **origin),
    some("on", on=st.just("changed"), fields=lists(st.sampled_from(["team", "tags"])), **origin),
    some("on", on=st.just("message"), types=lists(st.sampled_from(["customer", "note"])), **origin),
    some("on", "of", "after", on=st.just("time"), of=st.just("waiting_since"), after=durations),
    some(
        "on",
        "of",
        "before",
        on=st.just("time"),
        of=st.just("wake_at"),
        before=durations,
        hours=hours,
    ),
    some(
        "on",
        "of",
        "percent",
        on=st.just("clock"),
        of=st.just("first_reply"),
        percent=st.integers(1, 100),
    ),
    st.just({"on": "manual"}),
)
targets = durations | some("time", time=durations, hours=hours)
actions = st.fixed_dictionaries(
    {"priority": st.sampled_from(["low", "normal", "high", "urgent"])},
    optional={
        "team": names,
        "agent": names,
        "skills": names | lists(names),
        "status": st.sampled_from(["open", "pending"]),
        "category": names,
        "tags": lists(names) | st.fixed_dictionaries({"add": names, "remove": st.just("old")}),
        "fields": st.dictionaries(st.sampled_from(["size", "x"]), scalars, min_size=1),
        "sla": durations
        | st.dictionaries(st.sampled_from(["first_reply", "resolution"]), targets, min_size=1),
        "notify": names | lists(names | st.fixed_dictionaries({"role": names})),
        "reply": templates | some("text", text=templates, draft=st.booleans()),
        "note": templates,
        "snooze": durations | some("time", time=durations, hours=hours),
        "stop": st.booleans(),
    },
)
documents = some(
    "rule",
    "actions",
    rule=st.just("Any"),
    triggers=lists(triggers),
    conditions=conditions,
    actions=actions,
    repeats=st.booleans(),
)
