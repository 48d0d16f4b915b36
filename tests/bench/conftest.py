import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.joint_work import Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file of records in the format of the benchmarks' data sets."""

    def write(records: list[dict[str, Any]], name: str = "teams.jsonl") -> Path:
        path = tmp_path / name
        content = "".join(json.dumps(each) + "\n" for each in records).encode()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return write
