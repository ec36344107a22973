# SPDX-License-Identifier: Apache-2.0
"""The page on which an administrator sets the desk up."""
