# SPDX-License-Identifier: Apache-2.0
"""One function per gesture, the only makers of commands on the client; runs on the event loop."""
