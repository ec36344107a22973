# SPDX-License-Identifier: Apache-2.0
"""The database: writes on the writer's thread, reads on reader threads, never on the loop."""
