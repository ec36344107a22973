# SPDX-License-Identifier: Apache-2.0
"""Owns the sample desk: a believable company for the demo, a reference desk for benchmarks.

Everything is made from a seed and an instant that the caller passes in, so equal arguments give
equal desks. Only `resources.sample.desk`, `.reference` and `.chatter` are meant for callers; the
values that they hand out are described in `.model`.
"""
