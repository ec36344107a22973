# SPDX-License-Identifier: Apache-2.0
"""What must happen at a time happens then, and once."""
