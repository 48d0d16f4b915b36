"""Benchmarks: `python -m bench.NAME` measures one thing, `python -m bench` all of them; docs/benchmarks.md.

The numeric libraries get one thread each, as in the service, before anything here loads them.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
