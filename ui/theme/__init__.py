# SPDX-License-Identifier: Apache-2.0
"""The look of the interface: tokens, fonts, icons, palette and style sheet."""
