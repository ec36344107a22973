# SPDX-License-Identifier: Apache-2.0
"""The protocol's version, and what each version changed.

A test hashes the schema of everything that travels. When it fails, either undo the change, or
raise `PROTOCOL`, add a line to the history, set the new hash, and keep the old version's corpus
decodable.
"""

PROTOCOL = 2
"""What this code speaks."""

OLDEST_PROTOCOL = 1
"""The oldest peer that this code still understands."""

HISTORY = {
    1: "The first: tickets, messages, people, teams, views, presence, digests.",
    2: "Drafts that follow their author: the kind `draft`, the command `keep_draft`.",
}

SCHEMA_HASH = "7d7793f912589de249f915833058a12cb16c5b7b01a51714866910b3818e9a3a"
"""SHA-256 of the canonical JSON schema (descriptions and titles left out)."""
