# SPDX-License-Identifier: Apache-2.0
"""Painted and composed controls that take plain values in and emit their own signals."""
