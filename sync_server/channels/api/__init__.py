# SPDX-License-Identifier: Apache-2.0
"""HTTP beside the agents' socket: the file port; runs on the event loop."""
