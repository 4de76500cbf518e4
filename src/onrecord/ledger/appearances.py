"""Record → sightings with their readings: one for each appearance of a report, as copies, origins and stands need them.

The text is read once, as its first appearance; every other one has the same marks under its own outlet, day, title and
citations. Marks that were judged wrong are left out; what stood on a voice that was goes to the voice around it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from onrecord.ledger.readings import readings_of, report_of
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.store import Record, Row
from onrecord.ledger.tellings import surnames_of
from onrecord.schema import Attribution, Citation, Claim, Position, Reading, Report
from onrecord.vocab.knowledge_base import Knowledge

_BATCH = 500
_MARKS = ("attributions", "claims", "positions")
_Mark = TypeVar("_Mark", Attribution, Claim, Position)


def appearances(
    record: Record, report_ids: Sequence[str] | None = None, *, tables: Collection[str]
) -> Iterator[Sighting]:
    """The appearances of these reports, or of all, by day of publication; fields of other tables stay empty."""
    if report_ids is None:
        report_ids = [row["report_id"] for row in record.rows("SELECT report_id FROM current ORDER BY published")]
    wrong = _wrong(record)
    rest = iter(report_ids)
    while batch := list(islice(rest, _BATCH)):
        seen, citations, topics = _seen(record, batch), _listed(record, "citations", batch), _topics(record, batch)
        for reading in readings_of(record, batch, tables=tables):
            first = reading.report
            kept = _without(reading, wrong.get(first.id, frozenset()))
            printed = seen[first.id]
            for row in printed:
                once = len(printed) == 1  # then the reading is that print's, and need not be made anew
                yield Sighting(
                    id=row["id"],
                    reading=kept if once else _as_printed(kept, report_of(row | {"text": first.text})),
                    citations=tuple(Citation(outlet=one["outlet"], url=one["url"]) for one in citations[row["id"]]),
                    topics=tuple(topics[row["id"]]),
                )


def prints_of(record: Record, report_ids: Sequence[str] | None = None) -> dict[str, Row]:
    """Every appearance, or those of these reports, with its report's id and text."""
    sql = f"""SELECT s.id, s.report_id, s.outlet, s.published, s.title, s.url, r.text
    FROM sightings AS s JOIN reports AS r ON r.id = s.report_id WHERE {among("s", report_ids)} ORDER BY s.id"""  # noqa: S608
    return {row["id"]: row for row in record.rows(sql, bound(report_ids))}


def outlets_of(record: Record, knowledge: Knowledge) -> Outlets:
    """Which outlet a name means in this record."""
    rows = record.rows("SELECT DISTINCT outlet FROM sightings WHERE outlet IS NOT NULL")
    return Outlets(knowledge, frozenset(row["outlet"] for row in rows))


def judged_same(record: Record) -> dict[str, str]:
    """Actor's id → the one that stands for all that were judged the same."""
    return {row["id"]: row["stands_for"] for row in record.rows("SELECT id, stands_for FROM identities")}


def identities(record: Record, report_ids: Sequence[str] | None = None) -> dict[str, str]:
    """`judged_same`, and the surnames that one person of the record, or of these reports, alone has."""
    where = among("c", report_ids)
    sql = f"""SELECT DISTINCT m.source_name AS name FROM current AS c
    JOIN attributions AS m ON m.reading_id = c.reading_id
    WHERE m.source_kind = 'person' AND m.source_name IS NOT NULL AND {where}
    UNION SELECT DISTINCT m.name FROM chains AS m JOIN current AS c ON c.reading_id = m.reading_id
    WHERE m.kind = 'person' AND m.name IS NOT NULL AND {where}"""  # noqa: S608
    same = judged_same(record)
    full = surnames_of(row["name"] for row in record.rows(sql, bound(report_ids)))
    return {surname: same.get(name, name) for surname, name in full.items()} | same


def among(table: str, report_ids: Sequence[str] | None) -> str:
    """The condition that a row of the table is of one of these reports (None: of any); `bound`: what is bound in it."""
    condition = f"{table}.report_id IN (SELECT value FROM json_each(:report_ids))"  # noqa: S608  a table of ours
    return "1" if report_ids is None else condition


def bound(report_ids: Sequence[str] | None) -> dict[str, str]:
    return {} if report_ids is None else {"report_ids": json.dumps(report_ids)}


def _as_printed(reading: Reading, report: Report) -> Reading:
    """The reading as one of another appearance: the chains of its marks begin with the outlet of that one."""
    was, now = reading.report.outlet, report.outlet
    changed: dict[str, object] = {"report": report}
    if was != now:
        changed |= {table: tuple(_rechained(mark, was, now) for mark in getattr(reading, table)) for table in _MARKS}
    return reading.model_copy(update=changed)


def _rechained(mark: _Mark, was: str | None, now: str | None) -> _Mark:
    voices: tuple[str, ...] = mark.chain[1:] if was and mark.chain[:1] == (was,) else mark.chain
    return mark.model_copy(update={"chain": (now, *voices) if now else voices})


def _without(reading: Reading, wrong: Collection[str]) -> Reading:
    """The reading without the marks of these labels."""
    if not wrong:
        return reading
    inside = {attribution.id: attribution.inside for attribution in reading.attributions}

    def voice(label: str | None) -> str | None:
        """The nearest from it outwards that stands; a circle, which no reading should hold, ends nowhere."""
        for _ in inside:
            if label not in wrong:
                break
            label = inside.get(label or "")
        return None if label in wrong else label

    changed: dict[str, object] = {
        "attributions": tuple(
            a.model_copy(update={"inside": voice(a.inside)}) for a in reading.attributions if a.id not in wrong
        ),
    }
    for table in ("claims", "positions"):
        changed[table] = tuple(
            mark.model_copy(update={"attribution": voice(mark.attribution)})
            for mark in getattr(reading, table)
            if mark.id not in wrong
        )
    return reading.model_copy(update=changed)


def _wrong(record: Record) -> dict[str, set[str]]:
    """Report → labels of its marks that were judged wrong."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in _MARKS:
        sql = f"""SELECT c.report_id, m.label FROM {table} AS m JOIN current AS c ON c.reading_id = m.reading_id
        WHERE m.id IN (SELECT id FROM wrong_marks)"""  # noqa: S608
        for row in record.rows(sql):
            found[row["report_id"]].add(row["label"])
    return found


def _seen(record: Record, report_ids: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    sql = "SELECT * FROM sightings WHERE report_id IN (SELECT value FROM json_each(?)) ORDER BY report_id, n"
    for row in record.rows(sql, (json.dumps(report_ids),)):
        found[row["report_id"]].append(row)
    return found


def _listed(record: Record, table: str, report_ids: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    sql = f"""SELECT t.* FROM sightings AS s JOIN {table} AS t ON t.sighting_id = s.id
    WHERE s.report_id IN (SELECT value FROM json_each(?)) ORDER BY t.sighting_id, t.ordinal"""  # noqa: S608
    for row in record.rows(sql, (json.dumps(report_ids),)):
        found[row["sighting_id"]].append(row)
    return found


def _topics(record: Record, report_ids: Iterable[str]) -> dict[str, list[str]]:
    return defaultdict(
        list, {key: [row["topic"] for row in rows] for key, rows in _listed(record, "topics", report_ids).items()}
    )
