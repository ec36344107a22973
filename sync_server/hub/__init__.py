# SPDX-License-Identifier: Apache-2.0
"""Sessions of connected clients and the fan-out of changes; runs on the event loop."""
