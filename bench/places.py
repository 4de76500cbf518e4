"""Places of claims, given their words: country against labels, name, and how many get coordinates.

    python -m bench.places [--shared ../shared] [--labels training/labels] [--show N] [--chains]

Gold's training items and our own labels name a claim's place and its country (alpha-2 codes are made alpha-3). Each
labelled span is resolved as the reader would hand it over, without its chain of mentions unless `--chains` has it find
one. A country counts as made where one is given for a labelled one, right where they agree; `open` are places labelled
without a country, `kept open` those that got none here either. Files about invented states are one group.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry

from onrecord import Reader, Reading
from onrecord.resolve.mention_index import MentionIndex, overlap
from onrecord.resolve.places import PlaceResolver
from onrecord.schema import Chain, ClaimPlace, Report, Span, report_id
from onrecord.vocab.gazetteer import shipped_gazetteer
from onrecord.vocab.knowledge_base import shipped
from training.corpora import corpus_texts

_COVERS = 0.6  # overlap from which a mention is the place's own, as in resolve/parties.py


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--labels", type=Path, default=Path("training/labels"))
    parser.add_argument("--show", type=int, default=0, help="print this many wrong and missed places")
    parser.add_argument("--chains", action="store_true", help="let the reader find each place's chain of mentions")
    options = parser.parse_args()
    figures, misses = measure(list(labelled_places(options.shared, options.labels)), chains=options.chains)
    for group in sorted({group for group, _ in figures}):
        print(summary(group, {key: n for (its, key), n in figures.items() if its == group}))
    total: Counter[str] = Counter()
    for (_, key), n in figures.items():
        total[key] += n
    print(summary("all", total))
    for miss in misses[: options.show]:
        print(miss)


def labelled_places(shared: Path, labels: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """(set of labels, text, places) a report; a place is {span, name, country}."""
    texts = corpus_texts(shared / "data")
    for file in sorted((shared / "gold/train").glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        yield "gold", row["text"], places_of(row)
    for file in sorted(labels.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("text") or texts.get(row["sha256"])
            if text is not None:
                yield "invented" if "invented" in file.stem else file.stem, text, places_of(row)


def places_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    found = {}
    for claim in row.get("claims", ()):
        place = claim.get("place")
        if place and place["span"]:
            found[tuple(place["span"])] = place
    return list(found.values())


def measure(
    reports: list[tuple[str, str, list[dict[str, Any]]]], *, chains: bool = False
) -> tuple[Counter[tuple[str, str]], list[str]]:
    knowledge, gazetteer = shipped(), shipped_gazetteer()
    reader = Reader() if chains else None
    figures: Counter[tuple[str, str]] = Counter()
    misses = []
    for group, text, places in reports:
        if not places:
            continue
        resolver = PlaceResolver(text, knowledge, gazetteer)
        chain_of = chains_of(reader, text) if reader else {}
        for label in places:
            span = Span(start=label["span"][0], end=label["span"][1])
            found = resolver.resolved(ClaimPlace(span=span, name=span.of(text)), chain_at(chain_of, span))
            wanted = alpha3(label.get("country"))
            for key in outcome(label, wanted, found):
                figures[group, key] += 1
            if (found.country if found else None) != wanted:
                misses.append(f"{group}: {span.of(text)!r} is {label['name']!r} {wanted}, not {shown(found)}")
    return figures, misses


def outcome(label: dict[str, Any], wanted: str | None, found: ClaimPlace | None) -> Iterator[str]:
    yield "places"
    if found is None:
        yield "taken for no place"
    if found and plain(found.name) == plain(label["name"]):
        yield "name equal"
    if found and found.lat is not None:
        yield "with a point"
    if wanted is None:
        yield "open"
        if found is None or found.country is None:
            yield "kept open"
        return
    yield "labelled"
    if found and found.country:
        yield "made"
        if found.country == wanted:
            yield "right"
    if found and found.lat is not None:
        yield "labelled with a point"


def summary(group: str, n: dict[str, int]) -> str:
    def share(part: str, whole: str) -> str:
        return f"{100 * n.get(part, 0) / max(1, n.get(whole, 0)):5.1f}%"

    parts = [
        f"{group:18s} {n['places']:5d} places",
        f"country of {n.get('labelled', 0):4d} labelled: made {share('made', 'labelled')}",
        f"right {share('right', 'labelled')} ({share('right', 'made')} of made)",
        f"point {share('labelled with a point', 'labelled')}; open {n.get('open', 0):3d}",
        f"kept open {share('kept open', 'open')}; name equal {share('name equal', 'places')}",
        f"no place {n.get('taken for no place', 0)}",
    ]
    return ", ".join(parts)


def chains_of(reader: Reader, text: str) -> tuple[MentionIndex, dict[str, Chain]] | dict[str, Chain]:
    reading = next(iter(reader.read_many([Report(id=report_id(text), text=text)])))
    assert isinstance(reading, Reading)
    return MentionIndex(reading.mentions), {chain.id: chain for chain in reading.chains}


def chain_at(found: Any, span: Span) -> Chain | None:
    if not found:
        return None
    index, chains = found
    best = max(index.touching(span), key=lambda m: (overlap(m.span, span), -m.start), default=None)
    return chains.get(best.chain) if best and overlap(best.span, span) > _COVERS else None


def alpha3(code: str | None) -> str | None:
    if code is None or len(code) != 2:
        return code
    country = pycountry.countries.get(alpha_2=code)
    return country.alpha_3 if country else {"XK": "XKX"}.get(code, code)


def plain(name: str) -> str:
    """As tools/score.py compares names."""
    return re.sub(r"[^\w ]", "", name.lower()).removeprefix("the ").strip()


def shown(found: ClaimPlace | None) -> str:
    return f"{found.name!r} {found.country} {found.lat},{found.lon}: {found.reason}" if found else "a place"


if __name__ == "__main__":
    main()
