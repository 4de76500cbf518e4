"""Formats that point into the text, as rdflib, prov, a GeoJSON schema, the trainer and brat's rules read them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from prov.model import ProvDocument
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from onrecord.ledger.export.citation import record_digest
from onrecord.ledger.export.web_annotation import CONTEXT, spans_of
from onrecord.ledger.judgements import judge
from onrecord.ledger.readings import reading_of
from onrecord.ledger.store import Record
from onrecord.ledger.verify import verify_record
from tests.ledger.exported import exported, hostile_record, listed, plain_record
from training.corpora import read_labels

OA = "http://www.w3.org/ns/oa#"
KINDS = ("attributions", "claims", "positions")
TERMS: dict[str, Any] = {
    "@vocab": OA,
    "oa": OA,
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
}
"""The terms of http://www.w3.org/ns/anno.jsonld that our files use, so that the test needs no network."""

GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "properties", "geometry"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "minItems": 2,
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
"""RFC 7946, sections 3.1.2 to 3.3, as far as points go."""


@pytest.fixture(params=["plain", "hostile"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    with (plain_record if request.param == "plain" else hostile_record)(tmp_path / "r") as made:
        yield made


def test_web_annotations_quote_and_count_the_text(record: Record, tmp_path: Path) -> None:
    exported(record, "webannotation", tmp_path / "w.jsonld")
    page = json.loads((tmp_path / "w.jsonld").read_text(encoding="utf-8"))
    texts = {f"onrecord:report/{row['id']}": str(row["text"]) for row in listed(record, "reports")}
    assert page["@context"] == json.loads(json.dumps(CONTEXT))
    for annotation in page["items"]:
        for target in annotation["target"]:
            text, (quote, position) = texts[target["source"]["id"]], target["selector"]
            assert quote["exact"] == text[position["start"] : position["end"]] != ""
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, position["start"])
    ids = [annotation["id"].partition("/")[2] for annotation in page["items"]]
    assert ids == [row["id"] for kind in KINDS for row in listed(record, kind)]


def test_web_annotations_have_a_target_for_every_span(record: Record, tmp_path: Path) -> None:
    exported(record, "webannotation", tmp_path / "w.jsonld", what="claims")
    page = json.loads((tmp_path / "w.jsonld").read_text(encoding="utf-8"))
    for annotation, row in zip(page["items"], listed(record, "claims"), strict=True):
        reading = reading_of(record, str(row["report_id"]))
        (claim,) = (claim for claim in reading.claims if claim.id == row["label"])
        targets = [
            (t["onrecord:role"], t["selector"][1]["start"], t["selector"][1]["end"]) for t in annotation["target"]
        ]
        assert targets == [(role, span.start, span.end) for role, span in spans_of(claim)]
        assert annotation["onrecord:status"] == row["status"]


def test_web_annotations_in_rdflib(record: Record, tmp_path: Path) -> None:
    exported(record, "webannotation", tmp_path / "w.jsonld")
    page = json.loads((tmp_path / "w.jsonld").read_text(encoding="utf-8"))
    page["@context"] = [TERMS, page["@context"][1]]
    graph = Graph().parse(data=json.dumps(page), format="json-ld")
    annotations = set(graph.subjects(RDF.type, URIRef(OA + "Annotation")))
    assert annotations == {URIRef(annotation["id"]) for annotation in page["items"]}
    exact = sorted(str(words) for words in graph.objects(None, URIRef(OA + "exact")))
    assert len(exact) == sum(len(annotation["target"]) for annotation in page["items"])
    status = {str(one) for one in graph.objects(None, URIRef("onrecord:status"))}
    assert status == {"planned", "actual"}


def test_prov_in_the_prov_library_and_in_rdflib(record: Record, tmp_path: Path) -> None:
    exported(record, "prov", tmp_path / "p.json")
    text = (tmp_path / "p.json").read_text(encoding="utf-8")
    pairs: list[list[str]] = []
    json.loads(text, object_pairs_hook=lambda found: pairs.append([name for name, _ in found]) or dict(found))
    assert all(len(names) == len(set(names)) for names in pairs)  # nothing is described twice
    document = ProvDocument.deserialize(content=text, format="json")
    marks = [f"onrecord:{kind[:-1]}/{row['id']}" for kind in KINDS for row in listed(record, kind)]
    found = [str(one.identifier) for one in document.get_records() if one.identifier]
    assert set(marks) <= set(found)
    assert {f"onrecord:report/{row['id']}" for row in listed(record, "reports")} <= set(found)
    made = json.loads(text)
    assert {one["prov:entity"] for one in made["wasGeneratedBy"].values()} == set(marks)
    assert {one["prov:generatedEntity"] for one in made["wasDerivedFrom"].values()} == set(marks)
    for section, relations in made.items():
        if section.startswith(("was", "used")):
            named = [value for one in relations.values() for value in one.values()]
            assert all(value in made["entity"] | made["activity"] | made["agent"] for value in named)
    turtle = io.StringIO()
    document.serialize(turtle, format="rdf", rdf_format="turtle")
    graph = Graph().parse(data=turtle.getvalue(), format="turtle")
    derived = URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    assert len(set(graph.subjects(derived))) == len(marks)


def test_geojson_has_every_claim_and_puts_longitude_first(record: Record, tmp_path: Path) -> None:
    exported(record, "geojson", tmp_path / "g.geojson")
    made = json.loads((tmp_path / "g.geojson").read_text(encoding="utf-8"))
    jsonschema.validate(made, GEOJSON)
    rows = listed(record, "claims")
    assert [feature["properties"]["id"] for feature in made["features"]] == [row["id"] for row in rows]
    for feature, row in zip(made["features"], rows, strict=True):
        place = [row["place_lon"], row["place_lat"]]
        assert (feature["geometry"] or {}).get("coordinates") == (None if row["place_lat"] is None else place)
        assert feature["properties"]["sentence"] == row["sentence"]
        assert feature["properties"]["negated"] is bool(row["negated"])
    assert {feature["geometry"] is None for feature in made["features"]} == {True, False}


def test_the_citation_names_exactly_what_was_held(record: Record, tmp_path: Path) -> None:
    exported(record, "citation", tmp_path / "c.bib")
    (csl,) = json.loads((tmp_path / "c.csl.json").read_text(encoding="utf-8"))
    bibtex = (tmp_path / "c.bib").read_text(encoding="utf-8")
    digest = record_digest(record)
    record.close()
    assert digest == verify_record(tmp_path / "r").digest
    assert csl["number"] == f"SHA-256 {digest}"
    assert f"SHA-256 {digest}" in bibtex
    assert csl["type"] == "dataset"
    assert f"{csl['note'].partition(' ')[0]} reports" in bibtex
    assert len(csl["issued"]["date-parts"][0]) == 3
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", bibtex, re.M))
    assert set(fields) == {"title", "version", "note", "howpublished", "year", "month", "day"}
    assert bibtex.count("{") == bibtex.count("}")


def test_bibtex_survives_the_name_of_a_file(tmp_path: Path) -> None:
    with plain_record(tmp_path / "a_b 100% {x} & $1 \\ ~.record") as record:
        exported(record, "citation", tmp_path / "c.bib")
    bibtex = (tmp_path / "c.bib").read_text(encoding="utf-8")
    assert r"title = {a\_b 100\% \{x\} \& \$1 \textbackslash{} \~{}}," in bibtex


def test_labels_are_read_by_the_trainer(record: Record, tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    exported(record, "labels", tmp_path / "labels" / "mine.jsonl")
    documents = {document.id: document for document in read_labels(tmp_path / "labels", {})}
    assert list(documents) == [row["id"] for row in listed(record, "reports")]
    for one, document in documents.items():
        reading = reading_of(record, str(one))
        assert document.text == reading.report.text
        assert document.attributions is not None
        assert document.claims is not None
        assert [a.cue for a in document.attributions] == [(a.cue.start, a.cue.end) for a in reading.attributions]
        assert [(c.trigger, c.event_type, c.status, c.negated) for c in document.claims] == [
            ((c.trigger.start, c.trigger.end), c.event_type, c.status, c.negated) for c in reading.claims
        ]


def test_judgements_are_applied_to_labels(tmp_path: Path) -> None:
    with plain_record(tmp_path / "r") as record:
        marks = {(kind, row["label"]): str(row["id"]) for kind in KINDS for row in listed(record, kind, outlet="Beta")}
        judge(record, "wrong", marks["attributions", "A1"], author="tester")
        judge(record, "wrong", marks["claims", "C2"], author="tester")
        judge(record, "right", marks["positions", "P1"], author="tester")
        withdrawn = judge(record, "wrong", marks["positions", "P2"], author="tester")
        judge(record, "withdraw", withdrawn.id, author="tester")
        exported(record, "labels", tmp_path / "l.jsonl", outlet="Beta")
    (row,) = (json.loads(line) for line in (tmp_path / "l.jsonl").read_text(encoding="utf-8").splitlines())
    (attribution,), (claim,), positions = row["attributions"], row["claims"], row["positions"]
    assert (attribution["id"], attribution["inside"]) == ("A2", None)  # it lay inside A1
    assert (claim["id"], claim["attribution"], claim["about"]) == ("C1", None, None)  # on A1's word, about C2
    assert [position["id"] for position in positions] == ["P1", "P2"]
    assert row["judged_right"] == ["P1"]


def test_brat_spans_are_the_words_at_their_offsets(record: Record, tmp_path: Path) -> None:
    account = exported(record, "brat", tmp_path / "b.zip")
    exported(record, "brat", tmp_path / "b")
    archive = zipfile.ZipFile(tmp_path / "b.zip")
    assert sorted(archive.namelist()) == sorted(path.name for path in (tmp_path / "b").iterdir())
    texts = {str(row["id"]): str(row["text"]) for row in listed(record, "reports")}
    links = []
    for name in archive.namelist():
        assert archive.read(name) == (tmp_path / "b" / name).read_bytes()
        if not name.endswith(".ann"):
            continue
        text = archive.read(name.replace(".ann", ".txt")).decode("utf-8")
        assert text == texts[name.removesuffix(".ann")]
        spans: dict[str, str] = {}
        for line in archive.read(name).decode("utf-8").split("\n")[:-1]:
            key, value, *rest = line.split("\t", 2)
            if key[0] == "T":
                type_, _, offsets = value.partition(" ")
                pieces = [text[int(a) : int(b)] for a, b in (pair.split() for pair in offsets.split(";"))]
                assert " ".join(pieces) == rest[0]
                assert all("\n" not in piece and piece for piece in pieces)
                spans[key] = type_
            elif key[0] == "E":
                head, *arguments = value.split(" ")
                assert spans[head.partition(":")[2]] == head.partition(":")[0]
                roles = [argument.partition(":") for argument in arguments]
                assert all(spans[one] == role.rstrip("0123456789") for role, _, one in roles)
                assert len({role for role, _, _ in roles}) == len(roles)
            elif key[0] == "#":
                links.append(rest[0].partition("/")[2])
    assert sorted(links) == sorted(str(row["id"]) for kind in KINDS for row in listed(record, kind))
    assert account.exported == len(links)
