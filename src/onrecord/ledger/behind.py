"""One report → what stands behind it: its copies, what it derives from, and who else tells of the same happenings.

It is compared with the reports nearest to it only: those of three weeks before and after that share its rarest words,
and where these are few, those of the same days. So the answer takes as long in a large record as in a small one, and a
report that is told in other words throughout, or much later, is not found. Every print of a text by another outlet
counts as a report of its own. Marks that were judged wrong are left out; claims judged the same or different are so.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

from onrecord.ledger.appearances import appearances, judged_same
from onrecord.ledger.copies import Copy, find_copies
from onrecord.ledger.derivations import Derivation, derivations
from onrecord.ledger.filters import words_query
from onrecord.ledger.happenings import Happening, Pair, find_happenings
from onrecord.ledger.sightings import Outlets, Sighting
from onrecord.ledger.store import Record
from onrecord.ledger.stories import Likeness, item_of, story_of
from onrecord.ledger.tellings import Telling, full_names, tellings
from onrecord.vocab.knowledge_base import shipped
from onrecord.vocab.press import is_common

DAYS = 21  # before and after the report, as in happenings.py
NEAREST = 60  # reports that it is compared with
RAREST = 16  # of its words, by which they are found
COMMON = 2_000  # reports with a word, from which it finds nothing
HEAD = 4_000  # characters in which such words are sought

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")


@dataclass(frozen=True)
class Print:
    """One text as one outlet printed it."""

    report_id: str
    outlet: str | None
    published: str | None
    title: str | None
    text: str


@dataclass(frozen=True)
class Behind:
    """`prints` by the ids of sightings: `own` are the report's, of which its page shows `shown`. `tellings` and
    `claim_ids` by tellings' ids.

    `copies`, `derivations` and `happenings` are those that the report has part in; `n_compared`: with how many others.
    `prints` are those that one of these names. `names`: what outlets that somebody relies on are called, by key.
    """

    report_id: str
    shown: str
    own: frozenset[str]
    n_compared: int
    prints: Mapping[str, Print]
    copies: tuple[Copy, ...]
    derivations: tuple[Derivation, ...]
    happenings: tuple[Happening, ...]
    tellings: Mapping[str, Telling]
    claim_ids: Mapping[str, str]
    names: Mapping[str, str]


def behind(record: Record, report_id: str) -> Behind:
    """What stands behind a report that is in the record."""
    near = nearest(record, report_id)
    sightings = list(appearances(record, [report_id, *near], tables=("attributions", "claims", "chains")))
    own = frozenset(s.id for s in sightings if s.reading.report.id == report_id)
    copies = find_copies({s.id: s.text for s in sightings})
    outlets = Outlets(shipped(), frozenset(s.outlet for s in sightings if s.outlet))
    same = judged_same(record)
    identity = {name: same.get(full, full) for name, full in full_names(sightings).items()} | same
    told = {telling.id: telling for telling in tellings(sightings, outlets, identity=identity)}
    claim_ids = _claim_ids(record, sightings)
    alike = Likeness(map(item_of, sightings))
    judged = {kind: list(_judged_pairs(record, kind, claim_ids)) for kind in ("same", "different")}
    found = find_happenings(
        told.values(), copies, story=story_of(alike.stories()), alike=alike.of,
        same=judged["same"], different=judged["different"],
    )  # fmt: skip
    mine = tuple(one for one in found if any(told[key].sighting in own for key in one.tellings))
    kept = {key for one in mine for key in one.tellings}
    copied = tuple(copy for copy in copies.pairs if {copy.one, copy.other} & own)
    edges = derivations(sightings, copies, outlets, identity=identity)
    mine_too = tuple(edge for edge in edges if {edge.report, edge.upon, edge.found} & own)
    relied = {edge.report for edge in mine_too}
    met = own | {told[key].sighting for key in kept} | {key for copy in copied for key in (copy.one, copy.other)}
    met |= {key for edge in mine_too for key in (edge.report, edge.upon, edge.found) if key}
    return Behind(
        report_id=report_id,
        shown=record.value("SELECT sighting_id FROM current WHERE report_id = ?", (report_id,)),
        own=own,
        n_compared=len(near),
        prints={s.id: _print(s) for s in sightings if s.id in met},
        copies=copied,
        derivations=mine_too,
        happenings=mine,
        tellings={key: telling for key, telling in told.items() if key in kept},
        claim_ids={key: one for key, one in claim_ids.items() if key in kept},
        names={r.outlet: r.name for s in sightings if s.id in relied for r in outlets.relied_on(s)},
    )


def nearest(record: Record, report_id: str) -> list[str]:
    """The reports that share most of its rarest words, weighed by their rarity; where these are few, those of its days.

    So a small record is compared whole.
    """
    row = record.row("SELECT published, title, text FROM current_reports WHERE id = ?", (report_id,))
    if row is None:
        return []
    total: int = record.value("SELECT count(*) FROM sightings")
    weights: dict[str, float] = defaultdict(float)
    for n, word in sorted(_rare(record, f"{row['title'] or ''} {row['text'][:HEAD]}"))[:RAREST]:
        for other in record.rows(_HAVING, {"word": words_query(word), "day": row["published"], "days": DAYS}):
            weights[other["id"]] += math.log(1 + total / n)
    weights.pop(report_id, None)
    alike = sorted(weights, key=lambda one: (-weights[one], one))[:NEAREST]
    around = record.rows(_AROUND, {"day": row["published"], "days": f"{DAYS} days", "limit": NEAREST + 1})
    rest = (one["id"] for one in around if one["id"] != report_id and one["id"] not in weights)
    return [*alike, *islice(rest, NEAREST - len(alike))]


_HAVING = """SELECT DISTINCT c.report_id AS id FROM report_words AS f JOIN sightings AS o ON o.n = f.rowid
JOIN current AS c ON c.report_id = o.report_id WHERE report_words MATCH :word
AND (:day IS NULL OR c.published IS NULL OR abs(julianday(c.published) - julianday(:day)) <= :days)"""


_AROUND = """SELECT c.report_id AS id FROM current AS c
WHERE :day IS NULL OR c.published IS NULL OR c.published BETWEEN date(:day, '-' || :days) AND date(:day, :days)
ORDER BY c.published IS NULL, abs(julianday(c.published) - julianday(:day)), c.report_id LIMIT :limit"""


def _rare(record: Record, text: str) -> Iterator[tuple[int, str]]:
    """Words that more than one report has, and not too many, with how many."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM report_words WHERE report_words MATCH ? LIMIT ?)"
    for word in dict.fromkeys(match.group().casefold() for match in _WORD.finditer(text)):
        if not is_common(word) or word.isdigit():
            n: int = record.value(sql, (words_query(word), COMMON))
            if 1 < n < COMMON:
                yield n, word


_CLAIMS = """SELECT c.report_id, m.label, m.id FROM claims AS m JOIN current AS c ON c.reading_id = m.reading_id
WHERE c.report_id IN (SELECT value FROM json_each(?))"""


def _claim_ids(record: Record, sightings: Iterable[Sighting]) -> dict[str, str]:
    """Telling → the id of its claim in the record."""
    of_report: dict[str, list[str]] = defaultdict(list)
    for sighting in sightings:
        of_report[sighting.reading.report.id].append(sighting.id)
    rows = record.rows(_CLAIMS, (json.dumps(list(of_report)),))
    return {f"{one}/{row['label']}": row["id"] for row in rows for one in of_report[row["report_id"]]}


def _judged_pairs(record: Record, kind: str, claim_ids: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of tellings whose claims were judged so; the appearances of one claim are one another's same."""
    tellings_of: dict[str, list[str]] = defaultdict(list)
    for telling, claim in claim_ids.items():
        tellings_of[claim].append(telling)
    if kind == "same":
        yield from (pair for group in tellings_of.values() for pair in combinations(sorted(group), 2))
    sql = "SELECT subject, object FROM standing_judgements WHERE kind = ? ORDER BY n"
    for row in record.rows(sql, (kind,)):
        yield from product(tellings_of.get(row["subject"], ()), tellings_of.get(row["object"], ()))


def _print(sighting: Sighting) -> Print:
    report = sighting.reading.report
    return Print(
        report_id=report.id,
        outlet=report.outlet,
        published=report.published.isoformat() if report.published else None,
        title=report.title,
        text=report.text,
    )
