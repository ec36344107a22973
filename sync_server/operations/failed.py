# SPDX-License-Identifier: Apache-2.0
"""The error of a request at the console."""


class Failed(Exception):
    """A request that could not be done; the text says why, and what to do, in one sentence."""
