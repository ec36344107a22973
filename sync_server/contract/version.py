# SPDX-License-Identifier: Apache-2.0
"""The protocol's version, and what each version changed.

A test hashes the schema of everything that travels. When it fails, either undo the change, or
raise `PROTOCOL`, add a line to the history, set the new hash, and keep the old version's corpus
decodable.
"""

PROTOCOL = 3
"""What this code speaks."""

OLDEST_PROTOCOL = 1
"""The oldest peer that this code still understands."""

HISTORY = {
    1: "The first: tickets, messages, people, teams, views, presence, digests.",
    2: "Drafts that follow their author: the kind `draft`, the command `keep_draft`.",
    3: "A look at what a colleague is writing: the query `read_draft`. Names of a draft's files,"
    " and the text that its writer had seen.",
}

SCHEMA_HASH = "91eae3bfaed40ca5ae98772c4b43689a6af6c199875bd532b2ed47a85ad24656"
"""SHA-256 of the canonical JSON schema (descriptions and titles left out)."""
