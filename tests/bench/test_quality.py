"""The whole harness on a small made-up data set, with and without what may be missing."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench import quality
from bench.baselines import BASELINES
from bench.team_data import BadLine, Split, Work, cut, people, read
from bench.team_queries import SETTINGS, Pool, Query, queries
from tests.bench.joint_work import Write, joint_work

T1, T1_TEXT, T2, T3, T3X, T3X_TEXT = SETTINGS


def record(year: int, members: list[str], skills: list[str] | None = None, **values: Any) -> dict[str, Any]:
    return {"t": year, "members": members, "skills": skills or [], **values}


def work(year: int, members: str, *, skills: str = "", workplaces: str = "") -> Work:
    """A piece of work of a few words each."""
    team = tuple(members.split())
    places = tuple(workplaces.split()) or ("",) * len(team)
    return Work(f"{year} {members}", year, tuple(skills.split()), (), team, places)


def asked(history: list[Work], later: Work) -> dict[str, list[Query]]:
    pool = Pool.build(history, people(history, seed=1))
    return {setting.name: list(queries([later], pool, setting)) for setting in SETTINGS}


def names(found: list[Query], history: list[Work]) -> list[set[str]]:
    pool = Pool.build(history, people(history, seed=1))
    return [{pool.id(column) for column in query.sought.tolist()} for query in found]


def run(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert quality.main([str(path), "--json", *options]) == 0
    line: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return line


@pytest.mark.slow
def test_every_setting_has_every_method_with_its_interval(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    line = run(write(joint_work(), "teams.jsonl.gz"), capsys)
    for setting in ("T1", "T1_text", "T2", "T3", "T3x", "T3x_text"):
        assert line[setting]["ndcg10"] == line[setting]["ours"]["ndcg10"]
        for method in ("ours", *(baseline.name for baseline in BASELINES)):
            figures = line[setting][method]
            assert 0 <= figures["low"] <= figures["ndcg10"] <= figures["high"] <= 100
    assert (line["first_year"], line["last_year"], line["today"]) == (2016, 2017, "2016-01-01")
    assert line["T1"]["ours"]["ndcg10"] > line["T1"]["random"]["ndcg10"]


@pytest.mark.slow
def test_two_runs_give_the_same_figures(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(joint_work())
    first, second = run(path, capsys), run(path, capsys)
    assert all(first[setting.name] == second[setting.name] for setting in SETTINGS)


@pytest.mark.slow
def test_without_terms_the_runs_with_text_equal_those_without(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = [{key: value for key, value in each.items() if key != "terms"} for each in joint_work()]
    line = run(write(bare), capsys)
    assert line["T1_text"] == line["T1"]
    assert line["T3x_text"] == line["T3x"]


@pytest.mark.slow
def test_without_workplaces_skills_and_ids_it_still_measures(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = [record(each["t"], each["members"]) for each in joint_work(first=1990, last=1996)]
    line = run(write(bare), capsys)
    assert line["T1"]["overlap"]["ndcg10"] == 0
    assert line["T1"]["popularity"]["ndcg10"] > 0
    assert line["T2"]["ours"]["ndcg10"] > 0


@pytest.mark.slow
def test_where_no_workplace_is_known_others_are_found_across_disciplines(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = [{key: value for key, value in each.items() if key != "workplaces"} for each in joint_work()]
    line = run(write(unknown), capsys, "--settings", "T3x", "--methods", "ours", "list")
    assert line["T3x"]["queries"] > 0
    assert line["T3x"]["ours"]["ndcg10"] > 0
    assert line["T3x"]["list"]["ndcg10"] > 0


@pytest.mark.slow
def test_years_may_be_counted_from_any_start(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--settings", "T1", "--methods", "ours")
    dated = run(write(joint_work()), capsys, *options)
    counted = run(
        write([{**each, "t": each["t"] - 2010} for each in joint_work()], "counted.jsonl"), capsys, *options
    )
    assert counted["T1"]["ours"]["ndcg10"] == pytest.approx(dated["T1"]["ours"]["ndcg10"], abs=1)


@pytest.mark.slow
def test_equals_keep_their_order_whatever_else_is_asked(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def shown(records: list[dict[str, Any]], name: str) -> dict[str, str]:
        path = tmp_path / f"{name}.csv"
        options = ("--queries", str(path), "--settings", "T1", "--methods", "popularity")
        run(write(records, f"{name}.jsonl"), capsys, *options)
        with path.open(encoding="utf-8", newline="") as file:
            return {row["task"]: row["shown"] for row in csv.DictReader(file)}

    last = max(each["t"] for each in joint_work())
    all_of_them = joint_work()
    fewer = [each for each in all_of_them if each["t"] < last or int(each["id"].split("-")[1]) % 2]
    whole, part = shown(all_of_them, "whole"), shown(fewer, "part")
    assert part
    assert all(whole[task] == found for task, found in part.items())


@pytest.mark.slow
def test_some_members_without_a_workplace_are_no_problem(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    some = joint_work()
    for each in some[::2]:
        each["workplaces"] = [None for _ in each["members"]]
    assert run(write(some), capsys)["T3x"]["queries"] > 0


def test_a_setting_that_nothing_can_be_asked_in_is_empty(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = [record(year, ["e1"], ["støj"]) for year in range(2010, 2018)]
    line = run(write(alone), capsys)
    assert line["T1"]["queries"] == 2
    assert (line["T2"]["queries"], line["T2"]["ndcg10"], line["T2"]["ours"]["low"]) == (0, None, None)


@pytest.mark.slow
def test_each_query_and_method_gets_a_line(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "queries.csv"
    options = ("--queries", str(path), "--settings", "T2", "--methods", "ours", "bm25")
    line = run(write(joint_work()), capsys, *options)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * line["T2"]["queries"]
    ours = [float(row["ndcg10"]) for row in rows if row["method"] == "ours"]
    assert 100 * np.mean(ours) == pytest.approx(line["T2"]["ndcg10"], abs=1e-3)
    assert all(row["known"] not in row["shown"].split() for row in rows)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Expecting"),
        ("[]", "not a JSON object"),
        ('{"members": ["e1"]}', "`t` must be a year"),
        ('{"t": 2020}', "`members` must be a list"),
        ('{"t": 2020, "members": ["e1"], "skills": "støj"}', "`skills` must be a list"),
        ('{"t": 2020, "members": ["e1", "e2"], "workplaces": ["w1"]}', "`workplaces`"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "teams.jsonl"
    path.write_text('{"t": 2020, "members": ["e1"]}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(BadLine, match=rf"^line 3: .*{why}"):
        read(path)


def test_the_command_says_what_is_wrong_with_a_data_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "teams.jsonl"
    path.write_text("nonsense\n", encoding="utf-8")
    assert quality.main([str(path)]) == 2
    assert "line 1" in capsys.readouterr().err


def test_an_id_that_comes_again_is_another_piece_of_work(write: Write) -> None:
    found = read(write([record(2020, ["e1"], id="a"), record(2020, ["e2"], id="a")]))
    assert [each.id for each in found] == ["a", "a in line 2"]


def test_the_last_two_years_are_the_test_and_the_two_before_are_to_tune_on() -> None:
    works = [work(year, "e1") for year in range(2010, 2020)]
    test, tune = cut(works, Split.TEST), cut(works, Split.TUNE)
    assert [each.year for each in test.later] == [2018, 2019]
    assert [each.year for each in tune.later] == [2016, 2017]
    assert test.history[-1].year == 2017
    assert tune.history[-1].year == 2015


def test_a_data_set_of_few_years_is_cut_by_number() -> None:
    works = [work(2020, f"e{number}") for number in range(40)]
    test, tune = cut(works, Split.TEST), cut(works, Split.TUNE)
    assert (len(test.history), len(test.later)) == (36, 4)
    assert tune.later == test.history[-4:]


def test_the_known_member_and_their_collaborators_are_not_sought_among_new_ties() -> None:
    history = [work(2010, "a b")] * 3 + [work(2010, "c")] * 3 + [work(2010, "d")] * 2
    found = asked(history, work(2011, "a b c d"))
    assert names(found["T1"], history) == [{"a", "b", "c"}]
    (known,) = {"a", "b", "c"} - names(found["T2"], history)[0]
    met = {"a": {"b"}, "b": {"a"}, "c": set()}[known]
    assert names(found["T3"], history) == [{"a", "b", "c"} - {known} - met]


def test_across_leaves_out_the_own_workplace_and_the_own_discipline() -> None:
    trades = [[f"{trade}{number}" for number in range(4)] for trade in range(12)]
    history = [
        work(2010, member, skills=f"s{member[:-1]} t{member[:-1]}", workplaces="w" + member[-1])
        for members in trades
        for member in members
        for _ in range(3)
    ]
    pool = Pool.build(history, people(history, seed=1))
    known = pool.column_of["00"]
    allowed = {pool.id(column) for column in np.flatnonzero(pool.allowed(T3X, known)).tolist()}
    assert allowed == {member for members in trades[1:] for member in members[1:]}


def test_no_method_is_told_the_text_unless_it_is_asked_with_text() -> None:
    each = Work("1", 2010, ("støj",), ("larm fra vej",), ("a",), ("",))
    pool = Pool.build([each] * 3, people([each] * 3, seed=1))
    without, with_text = (next(queries([each], pool, setting)) for setting in (T1, T1_TEXT))
    assert quality.question(without, pool).text == ""
    assert quality.question(with_text, pool).text == "larm fra vej"
    assert without.terms == ()
