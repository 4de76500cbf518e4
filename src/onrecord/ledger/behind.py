"""One report → what stands behind it: its copies, what it derives from, and who else tells of the same happenings.

It is compared with the reports nearest to it only: those of three weeks before and after that share its rarest words,
and where these are few, those nearest in time. So the answer takes as long in a large record as in a small one, and a
report that is told in other words throughout, or much later, is not found. A small record is compared whole: there the
figures are those of compared.py over all of it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from onrecord.ledger.compared import Compared
from onrecord.ledger.copies import Copy
from onrecord.ledger.derivations import Derivation
from onrecord.ledger.filters import words_query
from onrecord.ledger.happenings import Happening
from onrecord.ledger.store import Record, Row
from onrecord.ledger.tellings import Telling
from onrecord.vocab.knowledge_base import Knowledge, shipped
from onrecord.vocab.press import is_common

DAYS = 21  # before and after the report in which its words are looked for
NEAREST = 60  # reports that it is compared with
RAREST = 16  # of its words, by which they are found
COMMON = 2_000  # reports with a word, from which it finds nothing
HEAD = 4_000  # characters in which such words are sought

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")


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
    prints: Mapping[str, Row]
    copies: tuple[Copy, ...]
    derivations: tuple[Derivation, ...]
    happenings: tuple[Happening, ...]
    tellings: Mapping[str, Telling]
    claim_ids: Mapping[str, str]
    names: Mapping[str, str]


def behind(record: Record, report_id: str, knowledge: Knowledge | None = None) -> Behind:
    """What stands behind a report that is in the record. `knowledge` tells outlets apart; the shipped one, if none."""
    near = nearest(record, report_id)
    compared = Compared(record, knowledge or shipped(), [report_id, *near])
    told = compared.tellings
    own = frozenset(key for key, row in compared.prints.items() if row["report_id"] == report_id)
    happenings = tuple(one for one in compared.happenings if any(told[key].sighting in own for key in one.tellings))
    copies = tuple(copy for copy in compared.copies.pairs if {copy.one, copy.other} & own)
    edges = tuple(edge for edge in compared.derivations if {edge.report, edge.upon, edge.found} & own)
    kept = {key for one in happenings for key in one.tellings}
    relied = {edge.report for edge in edges}
    met = own | {told[key].sighting for key in kept} | {key for copy in copies for key in (copy.one, copy.other)}
    met |= {key for edge in edges for key in (edge.report, edge.upon, edge.found) if key}
    return Behind(
        report_id=report_id,
        shown=record.value("SELECT sighting_id FROM current WHERE report_id = ?", (report_id,)),
        own=own,
        n_compared=len(near),
        prints={key: row for key, row in compared.prints.items() if key in met},
        copies=copies,
        derivations=edges,
        happenings=happenings,
        tellings={key: telling for key, telling in told.items() if key in kept},
        claim_ids={key: one for key, one in compared.claim_ids.items() if key in kept},
        names={r.outlet: r.name for s in compared.sightings if s.id in relied for r in compared.outlets.relied_on(s)},
    )


def nearest(record: Record, report_id: str) -> list[str]:
    """The reports that share most of its rarest words, weighed by rarity; where these are few, the next in time."""
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
    around = record.rows(_AROUND, {"day": row["published"], "limit": NEAREST + 1})
    rest = (one["id"] for one in around if one["id"] != report_id and one["id"] not in weights)
    return [*alike, *islice(rest, NEAREST - len(alike))]


_HAVING = """SELECT DISTINCT c.report_id AS id FROM report_words AS f JOIN sightings AS o ON o.n = f.rowid
JOIN current AS c ON c.report_id = o.report_id WHERE report_words MATCH :word
AND (:day IS NULL OR c.published IS NULL OR abs(julianday(c.published) - julianday(:day)) <= :days)"""


_NEXT = (
    "published <= coalesce(:day, '9999') ORDER BY published DESC",
    "published > :day ORDER BY published",
    "published IS NULL ORDER BY published",
)  # each from the index, whatever the size of the record
_AROUND = f"""SELECT report_id AS id FROM (
{" UNION ALL ".join(f"SELECT * FROM (SELECT * FROM current WHERE {one}, report_id LIMIT :limit)" for one in _NEXT)})
ORDER BY published IS NULL, abs(julianday(published) - julianday(:day)), report_id LIMIT :limit"""  # noqa: S608


def _rare(record: Record, text: str) -> Iterator[tuple[int, str]]:
    """Words that more than one report has, and not too many, with how many."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM report_words WHERE report_words MATCH ? LIMIT ?)"
    for word in dict.fromkeys(match.group().casefold() for match in _WORD.finditer(text)):
        if not is_common(word) or word.isdigit():
            n: int = record.value(sql, (words_query(word), COMMON))
            if 1 < n < COMMON:
                yield n, word
