"""What adding promises: nothing lost, nothing doubled, the same ids in any order, every field kept."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adding import add_to_record
from onrecord.ingest.handed import handed_in
from onrecord.ledger.contents import HASHED
from onrecord.ledger.readings import current_readings, reading_by_id, reading_of
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record
from onrecord.pipeline import Reader
from onrecord.schema import Citation, Reading
from tests.ledger.made import MadeReader, a_report, an_input, kept, made_reading

TEXTS = [f"Envoy number {n} said on Monday that the port of Aland would open again soon." for n in range(6)]


def contents(record: Record) -> dict[str, set[str]]:
    return {table: {row["hash"] for row in record.rows(f"SELECT hash FROM {table}")} for table in HASHED}


def shown(record: Record) -> list[tuple[str, ...]]:
    return sorted(tuple(row.values()) for row in record.rows("SELECT report_id, sighting_id, reading_id FROM current"))


def test_every_field_of_a_reading_comes_back(tmp_path: Path) -> None:
    report = a_report(
        TEXTS[0], title="Port", url="https://a.example/1", outlet="Alpha News", published=date(2026, 3, 7),
        retrieved=date(2026, 3, 8), language="en", byline="A. Writer",
        dateline={"span": {"start": 0, "end": 5}, "place": {"start": 0, "end": 5}},
    )  # fmt: skip
    one = an_input(TEXTS[0]).model_copy(update={"report": report})
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [one])
        back = reading_of(record, report.id)
        raw_sha256 = back.report.raw_sha256
        assert back == made_reading(report.model_copy(update={"raw_sha256": raw_sha256}))
        assert list(current_readings(record)) == [back]
    filled = back.model_dump()
    for name, field in Reading.model_fields.items():  # the made reading leaves no field of a noun at its default
        assert filled[name] != field.default, name
    for noun in (back.attributions[0], back.claims[0], back.positions[0], back.claims[0].place, back.claims[0].time):
        assert noun is not None
        unset = {name for name, field in type(noun).model_fields.items() if getattr(noun, name) == field.default}
        assert unset <= {"inside", "carried"}, noun


def test_what_the_network_reads_comes_back(tmp_path: Path, reader: Reader) -> None:
    file = tmp_path / "talks.txt"
    file.write_bytes((Path(__file__).parents[2] / "examples" / "talks.txt").read_bytes())
    with Record.open(tmp_path / "r", create=True) as record:
        account = add_to_record(record, handed_in([file]), reader)
        assert (account.inputs, account.accepted, account.readings) == (1, 1, 1)
        assert list(current_readings(record)) == [reader.read(file)]
    assert not verify_record(tmp_path / "r").damage


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        first = kept(record, map(an_input, TEXTS))
        before = contents(record), shown(record)
        again = kept(record, map(an_input, TEXTS))
        assert (contents(record), shown(record)) == before
    assert (first.accepted, first.duplicates, first.readings) == (6, 0, 6)
    assert (again.accepted, again.duplicates, again.sightings, again.readings) == (0, 6, 0, 0)


APPEARANCES = st.lists(
    st.builds(
        lambda text, outlet, day, url, topic: an_input(
            text, raw=f"{text}{url}".encode(), outlet=outlet, published=day, url=url, topics=topic
        ),
        st.sampled_from(TEXTS[:3]),
        st.sampled_from([None, "Alpha News", "Beta Post"]),
        st.sampled_from([None, date(2026, 3, 1), date(2026, 3, 2)]),
        st.sampled_from([None, "https://a.example/1", "https://b.example/1"]),
        st.sampled_from([(), ("Talks", "Port")]),
    ),
    max_size=6,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inputs=APPEARANCES, data=st.data())
def test_order_of_arrival_does_not_matter(inputs: list, data: st.DataObject, tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    seen = []
    for order in (inputs, data.draw(st.permutations(inputs))):
        with Record.open(tmp_path_factory.mktemp("order") / "r", create=True) as record:
            account = kept(record, order)
            assert account.balances
            assert account.inputs == len(inputs)
            assert account.accepted == len({one.report.id for one in inputs})
            held = contents(record)
            seen.append((shown(record), {table: held[table] for table in ("raws", "reports", "sightings", "topics")}))
    assert seen[0] == seen[1]


def test_another_appearance_is_a_sighting_without_a_second_text(tmp_path: Path) -> None:
    later = an_input(TEXTS[0], raw=b"1", outlet="Beta Post", published=date(2026, 3, 2), url="https://b.example")
    sooner = an_input(TEXTS[0], raw=b"2", outlet="Alpha News", published=date(2026, 3, 1), url="https://a.example")
    for order in itertools.permutations((later, sooner)):
        with Record.open(tmp_path / order[0].raw.decode(), create=True) as record:
            account = kept(record, order)
            assert (account.accepted, account.duplicates, account.sightings) == (1, 1, 1)
            assert record.value("SELECT count(*) FROM reports") == 1
            outlets = [row["outlet"] for row in record.rows("SELECT outlet FROM sightings ORDER BY published")]
            assert outlets == ["Alpha News", "Beta Post"]
            reading = reading_of(record, later.report.id)
            assert reading.report.outlet == "Alpha News"  # read and shown as its first appearance


def test_citations_and_topics_are_kept(tmp_path: Path) -> None:
    cited = (Citation(outlet="Gamma Wire", url="https://g.example/1"), Citation(outlet="Delta"))
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [an_input(TEXTS[0], topics=("Talks", "Port"), citations=cited)])
        assert [row["outlet"] for row in record.rows("SELECT * FROM citations ORDER BY ordinal")] == [
            "Gamma Wire", "Delta",
        ]  # fmt: skip
        assert [row["topic"] for row in record.rows("SELECT * FROM topics ORDER BY ordinal")] == ["Talks", "Port"]


def test_a_newer_reader_adds_beside_and_is_shown(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        kept(record, [an_input(TEXTS[0])])
        old = contents(record)
        mark = record.value("SELECT id FROM attributions WHERE label = 'A1'")
        account = kept(record, [an_input(TEXTS[0])], reader="made-2")
        assert (account.duplicates, account.readings) == (1, 1)
        assert all(old[table] <= rows for table, rows in contents(record).items())
        assert reading_of(record, an_input(TEXTS[0]).report.id).reader == "made-2"
        readings = [row["id"] for row in record.rows("SELECT id FROM readings ORDER BY n")]
        assert [reading_by_id(record, one).reader for one in readings] == ["made-1", "made-2"]
        ids = [row["id"] for row in record.rows("SELECT id FROM attributions WHERE label = 'A1'")]
        assert ids == [mark, mark]  # the same mark has the same id, whoever found it
        assert kept(record, [an_input(TEXTS[0])], knowledge="k2").readings == 1


def test_conservation_and_rejected_inputs(tmp_path: Path) -> None:
    lines = [
        json.dumps({"body": TEXTS[0], "headline": "One", "date": "2026-03-01", "publisher": "Alpha News"}),
        json.dumps({"body": TEXTS[0], "headline": "One", "date": "2026-03-01", "publisher": "Alpha News"}),
        json.dumps({"body": TEXTS[0], "headline": "Two", "date": "2026-03-02", "publisher": "Beta Post"}),
        "not json", "", json.dumps([1]), json.dumps({"body": ""}), json.dumps({"body": TEXTS[1], "date": "soon"}),
        json.dumps({"body": TEXTS[1] + " FAIL"}), json.dumps({"body": TEXTS[2]}),
    ]  # fmt: skip
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    paths = [file, tmp_path / "empty.txt", tmp_path / "absent.txt"]
    with Record.open(tmp_path / "r", create=True) as record:
        account = add_to_record(record, handed_in(paths), MadeReader())
        assert (account.inputs, account.accepted, account.duplicates, account.rejected) == (11, 2, 2, 7)
        assert account.sightings == 1
        stored = record.row("SELECT * FROM run_ends")
        assert stored is not None
        assert {name: stored[name] for name in vars(account)} == vars(account)
        rejected = list(record.rows("SELECT * FROM rejected"))
        assert len(rejected) == account.rejected
        assert {row["error"] for row in rejected} == {
            "UnreadableInput", "EmptyInput", "ZeroDivisionError", "MissingInput",
        }  # fmt: skip
        assert {row["stage"] for row in rejected} == {"ingest", "reader"}
        assert all(row["reason"].startswith(row["item"]) or row["stage"] == "reader" for row in rejected)
        before = contents(record)
        again = add_to_record(record, handed_in(paths), MadeReader())
        assert (again.accepted, again.duplicates, again.rejected) == (0, 4, 7)
        assert contents(record) == before


def test_what_is_known_is_neither_parsed_nor_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXTS[0], encoding="utf-8")
    reader = MadeReader()
    with Record.open(tmp_path / "r", create=True) as record:
        add_to_record(record, handed_in([file]), reader)
        known = [one.__class__(one.item, one.form, one.raw, read=pytest.fail) for one in handed_in([file])]  # type: ignore[union-attr,arg-type,call-arg]
        add_to_record(record, known, reader)
    assert reader.n_read == 1


def test_an_interrupted_run_keeps_what_was_read(tmp_path: Path) -> None:
    def interrupted():  # type: ignore[no-untyped-def]
        for n, one in enumerate(TEXTS):
            if n == 4:
                raise KeyboardInterrupt
            file = tmp_path / f"{n}.txt"
            file.write_text(one, encoding="utf-8")
            yield from handed_in([file])

    with Record.open(tmp_path / "r", create=True) as record:
        with pytest.raises(KeyboardInterrupt):
            add_to_record(record, interrupted(), MadeReader(threads=1))
        end = record.row("SELECT * FROM run_ends")
        assert end is not None
        assert end["outcome"] == "interrupted"
        assert end["accepted"] == record.value("SELECT count(*) FROM reports")
    assert not verify_record(tmp_path / "r").damage
