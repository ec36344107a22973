# SPDX-License-Identifier: Apache-2.0
"""Tables, engines, the change log and reads. A writer belongs to one thread, readers to none."""
