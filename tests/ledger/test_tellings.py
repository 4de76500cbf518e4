"""Claims become tellings with their voices, numbers, names and the quotation they stand in."""

from __future__ import annotations

from typing import Any

from onrecord.ledger.sightings import Outlets
from onrecord.ledger.tellings import Telling, document_name, full_names, tellings
from onrecord.vocab.knowledge_base import shipped
from tests.ledger.by_hand import negotiation, sighting

OUTLETS = Outlets(shipped(), frozenset({"Radio Kelmar", "Channel Six"}))


def one(text: str, attributions: list[dict[str, Any]], **claim: Any) -> Telling:
    base = {
        "id": "C1", "trigger": "shelled", "event_type": "ASSAULT", "mode": None, "actors": [], "recipients": [],
        "status": "actual", "negated": False, "attribution": attributions[-1]["id"] if attributions else None,
    }  # fmt: skip
    made = sighting(
        {"text": text, "outlet": "Radio Kelmar"}, {"attributions": attributions, "claims": [base | claim]}, "r"
    )
    (telling,) = tellings([made], OUTLETS)
    return telling


def said(key: str, source: str, kind: str, name: str | None, cue: str, content: str, **more: Any) -> dict[str, Any]:
    return {
        "id": key, "source": source, "source_kind": kind, "source_name": name, "act": "state", "cue": cue,
        "content": [content], "quotation": "indirect", "inside": None, **more,
    }  # fmt: skip


def test_voices_run_from_the_outlet_to_the_innermost_source() -> None:
    text = "Channel Six reported that an official said Varenia shelled the town."
    outer = said(
        "A1", "Channel Six", "outlet", "Channel Six", "reported", "that an official said Varenia shelled the town"
    )
    inner = said("A2", "an official", "unnamed", None, "said", "Varenia shelled the town", inside="A1")
    telling = one(text, [outer, inner])
    assert [(voice.kind, voice.key) for voice in telling.voices] == [
        ("outlet", "outlet:channel-six"),
        ("unnamed", None),
    ]
    assert [(r.outlet, r.kind) for r in telling.relies_on] == [("outlet:channel-six", "citation")]
    assert telling.claim.chain == ("Radio Kelmar", "Channel Six", "unnamed")


def test_a_claim_in_the_reports_own_voice_has_no_voices() -> None:
    telling = one("Varenia shelled the town.", [])
    assert telling.voices == ()
    assert telling.outlet == "outlet:radio-kelmar"


def test_what_a_source_denies_is_denied() -> None:
    text = "The ministry denied that Varenia shelled the town."
    denial = said("A1", "The ministry", "government", "ministry", "denied", "that Varenia shelled the town", act="deny")
    assert one(text, [denial]).denied
    assert one("Varenia shelled the town.", [], negated=True).denied
    assert not one("Varenia shelled the town.", []).denied


def test_words_that_name_a_source_are_not_among_the_telling_words() -> None:
    text = "Anna Veld said that Varenia shelled Dorvat."
    telling = one(text, [said("A1", "Anna Veld", "person", "Anna Veld", "said", "that Varenia shelled Dorvat")])
    assert "anna" not in telling.terms
    assert {"dorvat", "shell"} <= telling.terms
    assert telling.names == {"varenia", "dorvat"}


def test_counts_have_offsets_in_the_report() -> None:
    text = "It rained. Then Varenia shelled the town and killed 12 people."
    telling = one(text, [])
    (count,) = telling.counts
    assert text[count.start : count.end] == "12"


def test_the_quotation_around_the_trigger_is_kept() -> None:
    text = 'He spoke. "They shelled us at night," she said, "and left."'
    assert one(text, []).quoted == ("they", "shelled", "us", "at", "night")


def test_a_body_is_who_is_spoken_for() -> None:
    voice = said(
        "A1", "The envoy", "person", "Ilya Tarsen", "said", "Varenia shelled the town", speaks_for=["Varenia", "v"]
    )
    (found,) = one("The envoy said Varenia shelled the town.", [voice]).voices
    assert (found.key, found.body) == ("local:ilya-tarsen", "v")


def test_a_circle_of_attributions_ends() -> None:
    a = said("A1", "the envoy", "person", "Ilya Tarsen", "said", "Varenia shelled the town", inside="A2")
    b = said("A2", "a paper", "outlet", "A Paper", "wrote", "the envoy said Varenia shelled the town", inside="A1")
    text = "a paper wrote the envoy said Varenia shelled the town."
    made = sighting({"text": text, "outlet": "Radio Kelmar"}, {"attributions": [], "claims": []}, "r")
    from onrecord.ledger.denials import way_to
    from tests.ledger.by_hand import _attribution

    by_id = {m["id"]: _model(_attribution(m, text, [])) for m in (a, b)}
    assert [attribution.id for attribution in way_to("A1", by_id)] == ["A2", "A1"]
    assert made.reading.claims == ()


def _model(row: dict[str, Any]) -> Any:
    from onrecord.schema import Attribution

    return Attribution.model_validate(row)


def test_surnames_are_full_names_where_one_person_bears_them() -> None:
    names = full_names(negotiation())
    assert names["local:tarsen"] == "local:ilya-tarsen"
    assert names["local:veld"] == "local:anna-veld"


def test_documents_are_named_without_what_is_said_of_them() -> None:
    assert document_name("joint communiqué that was read out in Port Ambry") == "joint communiqué"
    assert document_name("report") == "report"


def test_outlets_have_one_key_however_they_are_written() -> None:
    assert OUTLETS.key("the Meridian Wire news agency") == OUTLETS.key("Meridian Wire") == "outlet:meridian-wire"
    assert OUTLETS.key("Reuters news agency") == OUTLETS.key("Reuters")
    assert OUTLETS.is_outlet("Channel Six")
    assert OUTLETS.is_outlet("Northern Press")
    assert not OUTLETS.is_outlet("Dana Orsik")
