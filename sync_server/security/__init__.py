# SPDX-License-Identifier: Apache-2.0
"""Passwords, tokens, certificates and sealing; callable from any thread, slow work in a lane."""
