"""The table in CSV: columns, made ids, several values in a field, and rows that are not as they have to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.actors.csv_rows import COLUMNS, read_csv
from onrecord.errors import ActorsError
from tests.actors.rows import read

HEADER = ",".join(COLUMNS)
ROWS = f"""{HEADER}
,person,Jane Doe,J. Doe|Jenny Doe,FRA,GOV|PTY,,,Foreign Minister@FRA@2020-05@2022|Secretary-General@body:nato,wiki
group:rfn,group,Red Front of Nowhere,,,REB,1999,2004-02,,test|other

,organ,Court of Audit,,FRA,JUD,,,,test
,state,Freedonia,,x-freedonia,GOV,,,,test
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "actors.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_rows_become_actors(table: Path) -> None:
    actors, rejected = read(read_csv, table)
    assert rejected == []
    jane, front, court, freedonia = actors
    assert jane.id == "person:jane-doe"
    assert [alias.name for alias in jane.aliases] == ["J. Doe", "Jenny Doe"]
    assert jane.sectors == ("GOV", "PTY")
    minister, secretary = jane.offices
    assert (minister.role, minister.of, minister.start, minister.end) == (
        "foreign minister",
        "state:FRA",
        "2020-05",
        "2022",
    )
    assert (secretary.role, secretary.of, secretary.start) == ("head of body", "body:nato", None)
    assert (front.id, front.start, front.end, front.sources) == ("group:rfn", "1999", "2004-02", ("test", "other"))
    assert court.id == "organ:FRA/court-of-audit"
    assert freedonia.id == "state:x-freedonia"


def test_only_a_row_with_an_id_replaces(table: Path) -> None:
    assert [row.id_given for row in read_csv(table) if hasattr(row, "id_given")] == [False, True, False, False]


def test_columns_may_be_fewer_and_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\ufeffSource,Name,Kind\r\ntest,Jane Doe,person\r\n", encoding="utf-8")
    actors, rejected = read(read_csv, path)
    assert [a.id for a in actors] == ["person:jane-doe"]
    assert rejected == []


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("kind,name,source,colour,shape", "unknown columns: colour, shape"),
        ("kind;name;source", "unknown columns: kind;name;source"),
        ("kind,name", "no columns: source"),
        ("kind,name,name,source", "columns given twice: name"),
        ("", "no columns: kind, name, source"),
    ],
)
def test_a_header_that_would_lose_columns_is_refused(tmp_path: Path, header: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(header + "\nx,y,z\n", encoding="utf-8")
    with pytest.raises(ActorsError) as raised:
        list(read_csv(path))
    assert said in str(raised.value)


def test_bad_rows_are_named_by_line_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"kind,name,source,offices\n"
        b"person,Jane Doe,test\n"  # too few cells
        b"person,J\xe9an Doe,test,\n"  # Latin-1
        b'person,"Two\nLines",test,\n'  # a line end in a name
        b"person,John Doe,test,a@b@c@d@e\n"
        b"person,,test,\n"
        b'person,"Bad "quotes",test,\n'
        b"person,Good Row,test,\n"
    )
    actors, rejected = read(read_csv, path)
    assert [a.name for a in actors] == ["Good Row"]
    assert [s.item.rpartition(" ")[2] for s in rejected] == ["2", "3", "4", "6", "7", "8"]
    said = [
        "3 cells, but 4 columns",
        "not UTF-8",
        "no name has",
        "office@of@from@until",
        "no letters",
        "expected after",
    ]
    assert all(words in skipped.reason for words, skipped in zip(said, rejected, strict=True))


def test_a_quotation_mark_never_closed_says_how_far_it_reached(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('kind,name,source\nperson,"Jane Doe,test\nperson,John Doe,test\n', encoding="utf-8")
    actors, rejected = read(read_csv, path)
    assert actors == []
    assert len(rejected) == 1
    assert "line 2" in rejected[0].item
    assert "read up to line 3" in rejected[0].reason
