# SPDX-License-Identifier: Apache-2.0
"""Commands that wait to be acknowledged: stored on the worker's thread, drained on the loop."""
