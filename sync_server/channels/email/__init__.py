# SPDX-License-Identifier: Apache-2.0
"""E-mail: hostile bytes in, typed values out."""
