# SPDX-License-Identifier: Apache-2.0
"""The components of the window with the states that each can be in, for the gallery."""
