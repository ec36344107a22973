# SPDX-License-Identifier: Apache-2.0
"""The agent's main window: list, conversation, composer and properties; GUI thread."""
