# SPDX-License-Identifier: Apache-2.0
"""What follows from a change, as pure functions; runs on the writer's thread."""
