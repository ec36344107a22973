# SPDX-License-Identifier: Apache-2.0
"""The client's end of the wire: a state machine without I/O, and its driver on the event loop."""
