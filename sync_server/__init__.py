# SPDX-License-Identifier: Apache-2.0
"""The server that owns tickets, routing and clocks; each subpackage names its own thread."""
