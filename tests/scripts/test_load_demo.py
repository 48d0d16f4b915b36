import pytest

from harness.factories import employee, fill
from scripts import command_line, load_demo
from scripts.command_line import REFUSED


def test_a_graph_with_other_employees_is_left_alone(graph, data_dir, monkeypatch, capsys):
    monkeypatch.setenv("TVAERS_DATA_DIR", str(data_dir))
    number = fill(graph, employee("Anna Holm"))
    with pytest.raises(SystemExit) as ended:
        command_line.run(lambda: load_demo.main([]))
    assert ended.value.code == REFUSED
    assert "andre medarbejdere end demokommunens (1)" in capsys.readouterr().err
    assert graph.changes.number() == number
