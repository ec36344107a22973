# SPDX-License-Identifier: Apache-2.0
"""The ways in which customers reach the desk."""
