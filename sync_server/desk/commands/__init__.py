# SPDX-License-Identifier: Apache-2.0
"""Handlers of commands, one module per aggregate; runs on the writer's thread."""
