"""POLECAT and GDELT: the layouts that readers of those data expect, filled from the record and from nothing else.

Long because it is tables of examples, a line or a few each, under one subject; nothing in it has to be remembered.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from onrecord.ledger.add import Run
from onrecord.ledger.export.columns import columns
from onrecord.ledger.export.gdelt import global_event_id
from onrecord.ledger.export.polecat import QUADS
from onrecord.ledger.lookup import look_up
from onrecord.ledger.store import Record
from onrecord.schema import Chain, Claim, ClaimPlace, ClaimTime, Party, Reading, Report, Span
from onrecord.vocab.cameo import cameo_code, cameo_tables
from onrecord.vocab.event_codes import cow_code, fips_code, goldstein
from onrecord.vocab.plover import EVENT_TYPES
from tests.ledger.exported import exported, hostile_record, listed, plain_record
from tests.ledger.made import an_input

TEXT = "Kelmar met Varen in Aune on 3 March. Then its guards blocked the road, and Varen may yet reply."
STATUSES = ("actual", "planned", "demanded", "offered", "conditional", "predicted", "possible")

NOT_HERE = {
    "Recipient COW",
    "Actor1Type3Code",
    "Actor2CountryCode",
    "Actor2Type2Code",
    "Actor2Type3Code",
}
"""Columns that no claim of this record fills: Varen has no code, nobody three roles."""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def reading_of_talks(report: Report) -> Reading:
    """A meeting on a day in a place of the gazetteer, a blockade in a month, and claims of each status, negated too."""
    kelmar = Party(span=span("Kelmar"), name="Kelmar", actor_id="state:KEL")
    varen = Party(span=span("Varen"), name="Varen", actor_id="state:VAR")
    unknown = Party(span=span("its guards"), name="guards of Kelmar")
    day = date(2026, 3, 3)
    met = Claim(
        id="C1",
        trigger=span("met"),
        event_type="CONSULT",
        mode="visit",
        cameo="042",
        actors=(kelmar, varen),
        contexts=("diplomatic", "military"),
        status="actual",
        negated=False,
        score=0.875,
        time=ClaimTime(span=span("3 March"), earliest=day, latest=day, precision="day"),
        place=ClaimPlace(
            span=span("Aune"), name="Aune", country="NOR", region="North", lat=-3.5, lon=9.25, place_id="geonames:123"
        ),
    )
    blocked = Claim(
        id="C2",
        trigger=span("blocked"),
        event_type="COERCE",
        mode="restrict",
        actors=(unknown, kelmar),
        recipients=(varen,),
        status="actual",
        negated=False,
        score=0.5,
        cameo=None,
        time=ClaimTime(span=span("3 March"), earliest=date(2026, 3, 1), latest=date(2026, 3, 31), precision="month"),
        place=ClaimPlace(span=span("the road"), name="the road"),
    )
    others = [
        Claim(
            id=f"C{number}",
            trigger=span("reply"),
            event_type="AGREE",
            actors=(varen,),
            status=status,
            negated=negated,
            cameo=cameo_code("AGREE", None, status, negated),
            score=0.5,
        )
        for number, (status, negated) in enumerate(((s, n) for s in STATUSES for n in (False, True)), 3)
    ]
    chains = (
        Chain(
            id="E1",
            kind="organization",
            name="Kelmar",
            actor_id="state:KEL",
            country="NOR",
            sectors=("GOV", "XYZ", "MIL"),
        ),
        Chain(id="E2", kind="organization", name="Varen", actor_id="state:VAR", country="x-varen", sectors=("REB",)),
        Chain(id="E3", kind="place", name="Aune"),
        Chain(id="E4", kind="person", name="Ada Brok"),
        Chain(id="E5", kind="person"),
    )
    sentences = (Span(start=0, end=36), Span(start=37, end=len(TEXT)))
    return Reading(
        report=report,
        layers=("claims",),
        reader="r1",
        attributions=(),
        claims=(met, blocked, *others),
        chains=chains,
        own_voice=(),
        sentences=sentences,
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r", create=True) as made:
        run = Run(made, reader="r1", knowledge="k1", actors={})
        for outlet, url in (("Alpha News", "https://alpha.example/a?b=1"), ("Beta", None)):
            one = an_input(TEXT, outlet=outlet, url=url, published="2026-03-04", language="en")
            run.keep(one, reading_of_talks(one.report) if run.wants(one) else None)
            run.write()
        run.end()
        yield made


def rows_of(path: Path, table: str, *, header: bool) -> list[dict[str, str]]:
    names = [column.name for column in columns()[table]]
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))
    if header:
        assert lines.pop(0) == names
    assert all(len(line) == len(names) for line in lines)
    return [dict(zip(names, line, strict=True)) for line in lines]


def test_the_layouts_have_as_many_columns_as_they_should() -> None:
    assert {table: len(columns()[table]) for table in ("polecat", "gdelt-events", "gdelt-mentions")} == {
        "polecat": 40,
        "gdelt-events": 61,
        "gdelt-mentions": 16,
    }


def test_polecat_row_by_row(record: Record, tmp_path: Path) -> None:
    account = exported(record, "polecat", tmp_path / "p.txt")
    rows = rows_of(tmp_path / "p.txt", "polecat", header=True)
    claims = {row["label"]: row for row in listed(record, "claims")}
    met, blocked, agreed = rows
    assert {name: value for name, value in met.items() if value} == {
        "Event ID": f"onrecord:claim/{claims['C1']['id']}",
        "Event Date": "2026-03-03",
        "Event Type": "CONSULT",
        "Event Mode": "visit",
        "Quad Code": "VERBAL COOPERATION",
        "Contexts": "diplomatic; military",
        "Actor Name": "Kelmar; Varen",
        "Actor Country": "NOR; x-varen",
        "Actor COW": "385; ",
        "Primary Actor Sector": "GOV; REB",
        "Actor Sectors": "GOV; XYZ; MIL; REB",
        "Actor Name Raw": "Kelmar; Varen",
        "Placename": "Aune",
        "Province": "North",
        "Country": "NOR",
        "Latitude": "-3.5",
        "Longitude": "9.25",
        "GeoNames ID": "123",
        "Raw Placename": "Aune",
        "Source": "Alpha News",
        "Publication Date": "2026-03-04",
        "Story People": "Ada Brok",
        "Story Organizations": "Kelmar; Varen",
        "Story Locations": "Aune",
        "Language": "en",
        "Version": "onrecord 0.1.0, reader r1, knowledge k1",
    }
    assert [
        blocked[name]
        for name in ("Event Date", "Placename", "Raw Placename", "GeoNames ID", "Actor Name", "Actor Country")
    ] == [
        "",
        "",
        "the road",
        "",
        "guards of Kelmar; Kelmar",
        "; NOR",
    ]
    assert agreed["Event Type"] == "AGREE"
    assert account.listed == len(claims) == 16
    assert account.exported == len(rows) == 3
    assert {reason.partition(":")[0]: count for reason, count in account.left_out.items()} == {
        "negated": 7,
        "planned": 1,
        "demanded": 1,
        "offered": 1,
        "conditional": 1,
        "predicted": 1,
        "possible": 1,
    }


def test_polecat_in_pandas_and_duckdb(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    exported(record, "polecat", path)
    frame = pd.read_csv(path, sep="\t")
    assert frame.shape == (3, 40)
    assert frame["Latitude"].tolist()[0] == -3.5
    assert frame["Intensity"].isna().all()
    table = duckdb.sql(
        f"SELECT \"Event Type\", \"Event Date\" FROM read_csv('{path}', delim='\t', header=true) LIMIT 1"
    )
    assert table.fetchall() == [("CONSULT", date(2026, 3, 3))]


def test_gdelt_events_row_by_row(record: Record, tmp_path: Path) -> None:
    account = exported(record, "gdelt-events", tmp_path / "g.CSV")
    rows = rows_of(tmp_path / "g.CSV", "gdelt-events", header=False)
    claims = {row["label"]: row for row in listed(record, "claims")}
    added = rows[0].pop("DATEADDED")
    assert len(added) == 14
    assert added.isdigit()
    assert {name: value for name, value in rows[0].items() if value} == {
        "GLOBALEVENTID": str(global_event_id(str(claims["C1"]["id"]))),
        "SQLDATE": "20260303",
        "MonthYear": "202603",
        "Year": "2026",
        "FractionDate": "2026.2548",
        "Actor1Code": "NORGOVMIL",
        "Actor1Name": "KELMAR",
        "Actor1CountryCode": "NOR",
        "Actor1Type1Code": "GOV",
        "Actor1Type2Code": "MIL",
        "Actor2Code": "REB",
        "Actor2Name": "VAREN",
        "Actor2Type1Code": "REB",
        "EventCode": "042",
        "EventBaseCode": "042",
        "EventRootCode": "04",
        "QuadClass": "1",
        "GoldsteinScale": "1.9",
        "NumMentions": "2",
        "NumSources": "2",
        "NumArticles": "2",
        "ActionGeo_Fullname": "Aune",
        "ActionGeo_CountryCode": "NO",
        "ActionGeo_Lat": "-3.5",
        "ActionGeo_Long": "9.25",
        "SOURCEURL": "https://alpha.example/a?b=1",
    }
    coded = [row for row in claims.values() if row["cameo"]]
    assert [row["EventCode"] for row in rows] == [row["cameo"] for row in claims.values() if row["cameo"]]
    assert len(rows) == len(coded) == account.exported
    assert account.listed == 16 == account.exported + sum(account.left_out.values())


def test_a_number_leads_back_to_its_claim(record: Record, tmp_path: Path) -> None:
    exported(record, "gdelt-events", tmp_path / "g.CSV")
    for row in rows_of(tmp_path / "g.CSV", "gdelt-events", header=False):
        number = int(row["GLOBALEVENTID"])
        assert number < 2**53
        _, claim = look_up(record, f"cl-{number:013x}")
        assert claim["cameo"] == row["EventCode"]


def test_gdelt_mentions_row_by_row(record: Record, tmp_path: Path) -> None:
    account = exported(record, "gdelt-mentions", tmp_path / "m.CSV")
    exported(record, "gdelt-events", tmp_path / "g.CSV")
    rows = rows_of(tmp_path / "m.CSV", "gdelt-mentions", header=False)
    events = rows_of(tmp_path / "g.CSV", "gdelt-events", header=False)
    assert sum(int(event["NumMentions"]) for event in events) == len(rows) == 2 * account.exported
    report = listed(record, "reports")[0]["id"]
    first, second = rows[:2]
    whole = {
        "SentenceID": "1",
        "Actor1CharOffset": "0",
        "Actor2CharOffset": "11",
        "ActionCharOffset": "7",
        "InRawText": "1",
        "Confidence": "88",
        "MentionDocLen": str(len(TEXT)),
        "MentionDocTone": "",
        "MentionDocTranslationInfo": "",
    }
    for row, named in (
        (first, ("1", "alpha.example", "https://alpha.example/a?b=1")),
        (second, ("2", "Beta", f"onrecord:report/{report}")),
    ):
        assert (row["MentionType"], row["MentionSourceName"], row["MentionIdentifier"]) == named
        assert {name: row[name] for name in whole} == whole
        assert row["Extras"].startswith("onrecord:claim/cl-")
    assert {row["GLOBALEVENTID"] for row in rows} == {event["GLOBALEVENTID"] for event in events}


@pytest.mark.parametrize(("table", "n"), [("gdelt-events", 61), ("gdelt-mentions", 16)])
def test_gdelt_in_pandas_as_gdelt_s_own_files_are_read(record: Record, table: str, n: int, tmp_path: Path) -> None:
    exported(record, table, tmp_path / "t")
    names = [column.name for column in columns()[table]]
    frame = pd.read_csv(tmp_path / "t", sep="\t", header=None, names=names, dtype={"EventCode": str})
    assert frame.shape[1] == n
    assert frame["GLOBALEVENTID"].dtype == "int64"
    if table == "gdelt-events":
        assert frame["EventCode"].tolist()[0] == "042"


@pytest.mark.parametrize("table", ["polecat", "gdelt-events", "gdelt-mentions"])
def test_columns_said_to_be_empty_are_and_the_others_are_filled(record: Record, table: str, tmp_path: Path) -> None:
    exported(record, table, tmp_path / "t")
    rows = rows_of(tmp_path / "t", table, header=table == "polecat")
    for column in columns()[table]:
        values = [row[column.name] for row in rows]
        assert any(values) == (not column.meaning.startswith("Empty") and column.name not in NOT_HERE), column


@pytest.mark.parametrize("table", ["polecat", "gdelt-events", "gdelt-mentions"])
def test_hostile_reports_make_one_line_a_row(table: str, tmp_path: Path) -> None:
    with hostile_record(tmp_path / "r") as record:
        account = exported(record, table, tmp_path / "t")
    data = (tmp_path / "t").read_bytes()
    assert data.count(b"\n") == account.exported + (table == "polecat")
    assert len(data.decode("utf-8").splitlines()) == data.count(b"\n")
    rows_of(tmp_path / "t", table, header=table == "polecat")


def test_filters_narrow_as_they_narrow_the_list(tmp_path: Path) -> None:
    with plain_record(tmp_path / "r") as record:
        account = exported(record, "gdelt-events", tmp_path / "t", since="2026-03-02")
        assert account.listed == len(listed(record, "claims", since="2026-03-02")) == 2


def test_codes() -> None:
    quads = [event_type for types in QUADS.values() for event_type in types]
    assert sorted(quads) == sorted(EVENT_TYPES)
    assert (cow_code("NOR"), cow_code("x-varen"), cow_code(None)) == ("385", None, None)
    assert (fips_code("SRB"), fips_code("AUS"), fips_code("AUT"), fips_code("XXX")) == ("RI", "AS", "AU", None)
    codes: set[Any] = {code for table in cameo_tables().values() for code in table.values()} - {None}
    without = {code for code in codes if goldstein(code) is None}
    assert without == {"176", "1952"}  # in CAMEO 1.1b3, not in the published table
    assert all(-10 <= (goldstein(code) or 0) <= 10 for code in codes)
