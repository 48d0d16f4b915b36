import stat
from pathlib import Path

from harness.factories import NOON
from service.erased_ids import erased_ids
from service.settings import Settings


def test_the_list_lies_beside_the_graph_and_its_key_is_made_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "graph")
    erased_ids(settings).add("104711", at=NOON)
    assert erased_ids(settings).find("104711") is not None
    assert stat.S_IMODE((tmp_path / "erased" / "key").stat().st_mode) == 0o600


def test_it_lies_where_the_settings_say(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "graph", erased_dir=tmp_path / "safe")
    erased_ids(settings).add("104711", at=NOON)
    assert (tmp_path / "safe" / "erased.jsonl").exists()
