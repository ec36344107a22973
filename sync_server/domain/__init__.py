# SPDX-License-Identifier: Apache-2.0
"""The rules of the desk as pure functions, callable from any thread; no I/O, clock or chance."""
