"""Label files in the guidelines' form → training/labels/NAME.jsonl: offsets with the text's id and SHA-256, no text.

    python -m training.import_labels NAME BATCH_FOLDER...     each holds texts/<id>.json and out/<id>.json

Spans [sentence, "exact text"(, k-th)] become [start, end] code points of the report. A name that merely repeats its
span is left out (the offsets give it back). What does not resolve is dropped and counted, never guessed.
`--own-texts` keeps the text in the row: only for texts that were written for this project.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import pycountry

LABELS = Path(__file__).parent / "labels"


class Unresolved(Exception):
    pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--own-texts", action="store_true")
    parser.add_argument("--to", type=Path, default=LABELS)
    options = parser.parse_args()
    rows, dropped = [], 0
    for folder in options.folders:
        for file in sorted((folder / "out").glob("*.json")):
            numbered = json.loads((folder / "texts" / file.name).read_text(encoding="utf-8"))
            row, lost = resolved(json.loads(file.read_text(encoding="utf-8")), numbered)
            dropped += lost
            if options.own_texts:
                row["text"] = numbered["text"]
            rows.append(row)
    rows.sort(key=lambda row: str(row["id"]))
    options.to.mkdir(exist_ok=True)
    with (options.to / f"{options.name}.jsonl").open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    counts = {kind: sum(len(r[kind]) for r in rows) for kind in ("attributions", "claims", "positions")}
    nested = sum(a["inside"] is not None for r in rows for a in r["attributions"])
    print(f"{options.name}: {len(rows)} texts, {counts}, {nested} nested; {dropped} marks dropped")


def resolved(labels: dict[str, Any], numbered: dict[str, Any]) -> tuple[dict[str, Any], int]:
    text = numbered["text"]
    sentences = {s["n"]: (s["start"], s["text"]) for s in numbered["sentences"]}
    row: dict[str, Any] = {"id": labels["id"], "sha256": hashlib.sha256(text.encode()).hexdigest()}
    dropped = 0

    def span(given: list[Any] | None) -> list[int] | None:
        if given is None:
            return None
        number, words, nth = given[0], given[1], given[2] if len(given) > 2 else 1
        start, sentence = sentences.get(number, (0, ""))
        at = -1
        for _ in range(nth):
            at = sentence.find(words, at + 1)
            if at < 0 or not words:
                raise Unresolved(given)
        return [start + at, start + at + len(words)]

    def party(given: dict[str, Any]) -> dict[str, Any]:
        at = span(given["span"])
        name = None if at and text[at[0] : at[1]] == given["name"] else given["name"]
        return {"span": at, "name": name}

    def attribution(a: dict[str, Any]) -> dict[str, Any]:
        return a | {"source": span(a["source"]), "cue": span(a["cue"]), "content": [span(c) for c in a["content"]]}

    def claim(c: dict[str, Any]) -> dict[str, Any]:
        out = c | {"trigger": span(c["trigger"])}
        for role in ("actors", "recipients"):
            out[role] = [party(p) for p in c[role]]
        for where in ("time", "place"):
            if c.get(where):
                out[where] = c[where] | {"span": span(c[where]["span"])}
        if out.get("place"):
            out["place"] = out["place"] | {"country": alpha_3(out["place"].get("country"))}
        return out

    def position(p: dict[str, Any]) -> dict[str, Any]:
        return p | {"content": span(p["content"])}

    for kind, one in (("attributions", attribution), ("claims", claim), ("positions", position)):
        row[kind] = []
        for mark in labels[kind]:
            try:
                row[kind].append(one(mark))
            except Unresolved:
                dropped += 1
    return row, dropped


def alpha_3(code: str | None) -> str | None:
    """Labels hold ISO 3166 codes of both lengths; alpha-3 is the form the guidelines ask for."""
    if code and len(code) == 2:
        country = pycountry.countries.get(alpha_2=code)
        return country.alpha_3 if country else None
    return code


if __name__ == "__main__":
    main()
