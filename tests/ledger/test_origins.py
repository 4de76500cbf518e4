"""Every rule by which two tellings depend on each other, and what holds of the figures whatever the tellings are."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.copies import Copies, Copy, Passage
from onrecord.ledger.dependence import RULES
from onrecord.ledger.origins import CERTAIN, POSSIBLE, Corroboration, corroborate
from onrecord.ledger.tellings import Telling
from onrecord.schema import Span
from tests.ledger.told import DAY, relies, told, voice

WHOLE = Span(start=0, end=200)
NONE = Copies(pairs=(), groups=())
QUOTED = "we counted every man and we counted twenty six".split()  # noqa: SIM905


def copied(*pairs: tuple[str, str], kind: str = "exact", span: Span = WHOLE) -> Copies:
    made = tuple(
        Copy.model_validate(
            {
                "one": min(pair), "other": max(pair), "kind": kind, "share_one": 1, "share_other": 1,
                "passages": (Passage(one=span, other=span, n_words=30),), "probability": 0.99,
            }
        )
        for pair in pairs
    )  # fmt: skip
    return Copies(pairs=made, groups=tuple((copy.one, copy.other) for copy in made))


def figures(*group: Telling, copies: Copies = NONE) -> tuple[tuple[int, int], tuple[int, int]]:
    found = corroborate(group, copies)
    return (found.witnesses.low, found.witnesses.high), (found.origins.low, found.origins.high)


ONE, TWO, ONE_OR_TWO = (1, 1), (2, 2), (1, 2)


# --- each rule, seen and not seen


def test_two_outlets_in_their_own_voice_show_no_dependence() -> None:
    assert figures(told("r1"), told("r2")) == (TWO, TWO)


def test_one_report_is_one_witness_but_may_have_two_sources() -> None:
    mayor, doctor = voice(), voice(key="local:per-aldin")
    assert figures(told("r1", "C1", voices=[mayor]), told("r1", "C2", voices=[doctor])) == (ONE, TWO)


def test_what_the_lead_says_and_the_body_attributes_has_one_origin() -> None:
    assert figures(told("r1", "C1"), told("r1", "C2", voices=[voice()])) == (ONE, ONE)


def test_a_copy_is_no_witness_and_no_origin() -> None:
    assert figures(told("r1"), told("r2"), copies=copied(("r1", "r2"))) == (ONE, ONE)


def test_an_excerpt_covers_only_what_was_taken_over() -> None:
    taken = copied(("r1", "r2"), kind="excerpt")
    left = copied(("r1", "r2"), kind="excerpt", span=Span(start=150, end=300))
    assert figures(told("r1"), told("r2"), copies=taken) == (ONE, ONE)
    assert figures(told("r1"), told("r2"), copies=left) == (TWO, TWO)


@pytest.mark.parametrize("kind", ["citation", "credit"])
def test_a_cited_or_credited_outlet_is_the_witness(kind: str) -> None:
    citing = told("r2", relies_on=[relies("outlet:r1", kind=kind)])
    assert figures(told("r1"), citing) == (ONE, ONE)


def test_two_that_cite_one_outlet_are_one_witness_though_its_report_is_not_there() -> None:
    assert figures(*(told(r, relies_on=[relies("outlet:wire")]) for r in ("r1", "r2"))) == (ONE, ONE)


def test_a_citation_that_the_reader_is_not_sure_of_may_be_one() -> None:
    assert figures(told("r1"), told("r2", relies_on=[relies("outlet:r1", probability=0.5)])) == (ONE_OR_TWO, ONE_OR_TWO)


def test_who_cites_two_outlets_does_not_make_them_one() -> None:
    both = told("r3", relies_on=[relies("outlet:r1"), relies("outlet:r2")])
    assert figures(told("r1"), told("r2"), both)[0] == (1, 2)


def test_two_reports_of_one_outlet_are_one_witness() -> None:
    assert figures(told("r1", outlet="outlet:a"), told("r2", outlet="outlet:a")) == (ONE, ONE)


def test_a_quotation_is_one_origin_and_may_be_one_witness() -> None:
    speaker = [voice("unnamed", None)]
    assert figures(told("r1", quoted=QUOTED, voices=speaker), told("r2", quoted=QUOTED, voices=speaker)) == (
        ONE_OR_TWO, ONE,
    )  # fmt: skip


def test_a_few_words_in_common_are_no_quotation() -> None:
    assert figures(told("r1", quoted=QUOTED[:5]), told("r2", quoted=QUOTED[:5])) == (TWO, TWO)


def test_the_same_words_of_two_speakers_are_two_utterances() -> None:
    one, other = voice(key="local:dana-orsik"), voice(key="local:ilya-tarsen")
    assert figures(told("r1", quoted=QUOTED, voices=[one]), told("r2", quoted=QUOTED, voices=[other])) == (TWO, TWO)


def test_one_document_is_one_origin_if_cited_within_two_weeks() -> None:
    paper = [voice("document", "local:joint-communique")]
    later = told("r2", voices=paper, published=DAY + timedelta(days=60))
    assert figures(told("r1", voices=paper), told("r2", voices=paper)) == (ONE_OR_TWO, ONE)
    assert figures(told("r1", voices=paper), later)[1] == ONE_OR_TWO


def test_one_speaker_is_one_origin_and_as_many_witnesses_as_heard_him() -> None:
    assert figures(told("r1", voices=[voice()]), told("r2", voices=[voice()])) == (TWO, ONE)


def test_sources_of_one_body_may_be_one_origin() -> None:
    minister, ministry = voice(body="state:x"), voice("government", "organ:x/ministry", body="state:x")
    assert figures(told("r1", voices=[minister]), told("r2", voices=[ministry])) == (TWO, ONE_OR_TWO)


def test_sources_of_two_sides_are_two_origins() -> None:
    one, other = voice("government", "state:x", body="state:x"), voice("government", "state:y", body="state:y")
    assert figures(told("r1", voices=[one]), told("r2", voices=[other])) == (TWO, TWO)


def test_unnamed_sources_may_be_one() -> None:
    unnamed = [voice("unnamed", None)]
    assert figures(told("r1", voices=unnamed), told("r2", voices=unnamed)) == (TWO, ONE_OR_TWO)


def test_unnamed_sources_of_two_bodies_are_two() -> None:
    one, other = voice("unnamed", None, body="state:x"), voice("unnamed", None, body="state:y")
    assert figures(told("r1", voices=[one]), told("r2", voices=[other])) == (TWO, TWO)


def test_an_outlets_unnamed_source_stays_one_however_often_it_is_passed_on() -> None:
    unnamed = voice("unnamed", None)
    outlet = voice("outlet", "outlet:r1")
    passed = [told(f"r{n}", voices=[outlet, unnamed], relies_on=[relies("outlet:r1")]) for n in (2, 3, 4)]
    assert figures(told("r1", voices=[unnamed]), *passed) == (ONE, ONE)


def test_every_rule_is_named_once_and_explained() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.says.endswith(".") and rule.concerns for rule in RULES)
    assert 0 < POSSIBLE < CERTAIN < 1


def test_the_words_never_say_independent() -> None:
    words = corroborate([told("r1"), told("r2")], NONE).words()
    assert words == "2 reports, 2 outlets, witnesses 2, origins 2, no dependence found between 2 of the reports"
    assert corroborate([told("r1")], NONE).words() == "1 report, 1 outlet, witnesses 1, origins 1"


def test_each_dependence_shows_its_rule_and_evidence() -> None:
    found = corroborate([told("r1", voices=[voice()]), told("r2", voices=[voice()])], NONE)
    (dependence,) = [d for d in found.dependences if d.rule == "same speaker"]
    assert dependence.concerns == "origins"
    assert [evidence.sighting for evidence in dependence.evidence] == ["r1", "r2"]


# --- what always holds

VOICES = [
    (), (voice(),), (voice(key="local:dana-orsik", body="state:x"),), (voice("unnamed", None),),
    (voice("document", "local:joint-communique"),), (voice("government", "state:x", body="state:x"),),
    (voice("outlet", "outlet:o1"), voice("unnamed", None)),
]  # fmt: skip


@st.composite
def groups(draw: st.DrawFn) -> list[Telling]:
    """Up to six reports of four outlets with one or two tellings each."""
    group = []
    for n in range(draw(st.integers(1, 6))):
        outlet = f"outlet:o{draw(st.integers(0, 3))}"
        published = DAY + timedelta(days=draw(st.integers(0, 20)))
        relied = draw(st.sampled_from([(), (), (relies("outlet:o1"),), (relies("outlet:o2", probability=0.4),)]))
        for claim in range(draw(st.integers(1, 2))):
            voices = draw(st.sampled_from(VOICES))
            quoted = draw(st.sampled_from([(), tuple(QUOTED)]))
            group.append(
                told(
                    f"r{n}", f"C{claim}", outlet=outlet, published=published, voices=voices, relies_on=relied,
                    quoted=quoted, denied=draw(st.sampled_from([False, False, False, True])),
                )
            )  # fmt: skip
    return group


def reports(group: list[Telling]) -> list[str]:
    return sorted({telling.sighting for telling in group})


@settings(deadline=None)
@given(groups())
def test_the_bounds_are_in_order(group: list[Telling]) -> None:
    found = corroborate(group, NONE)
    assert 0 <= found.witnesses.low <= found.witnesses.high <= found.n_reports
    assert 0 <= found.origins.low <= found.origins.high <= sum(not telling.denied for telling in group)
    assert found.n_outlets <= found.n_reports <= len(reports(group))
    assert (found.n_reports == 0) == (found.witnesses.high == 0) == (found.origins.high == 0)
    assert len(found.apart_as_witnesses) == found.witnesses.high
    assert len(found.apart_in_origin) == found.origins.high


@settings(deadline=None)
@given(groups(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(group: list[Telling], rng: random.Random) -> None:
    shuffled = list(group)
    rng.shuffle(shuffled)
    assert corroborate(shuffled, NONE) == corroborate(group, NONE)


@settings(deadline=None)
@given(groups(), st.data())
def test_an_exact_copy_adds_nothing(group: list[Telling], data: st.DataObject) -> None:
    copied_report = data.draw(st.sampled_from(reports(group)))
    later = max((telling.published for telling in group if telling.published), default=DAY) + timedelta(days=1)
    copy = [
        replace(telling, id=f"z/{telling.claim.id}", sighting="z", outlet="outlet:copyist", published=later)
        for telling in group
        if telling.sighting == copied_report
    ]
    before, after = corroborate(group, NONE), corroborate(group + copy, copied((copied_report, "z")))
    assert (after.witnesses, after.origins) == (before.witnesses, before.origins)


@settings(deadline=None)
@given(groups(), groups())
def test_a_denial_is_never_support(group: list[Telling], denying: list[Telling]) -> None:
    denials = [
        replace(telling, id=f"d{telling.id}", sighting=f"d{telling.sighting}", denied=True) for telling in denying
    ]
    assert corroborate(group + denials, NONE) == corroborate(group, NONE)
    assert corroborate(denials, NONE) == Corroboration.model_validate(
        {"n_reports": 0, "n_outlets": 0, "witnesses": {"low": 0, "high": 0}, "origins": {"low": 0, "high": 0}}
    )


@settings(deadline=None)
@given(groups(), st.sampled_from(VOICES), st.integers(0, 20))
def test_a_further_report_never_lowers_the_high_figure(
    group: list[Telling], voices: tuple[object, ...], days: int
) -> None:
    """Unless it is what two of the others were copied from: then it shows that they are one (docs/corroboration.md)."""
    new = told("z", outlet="outlet:z", voices=voices, published=date(2026, 3, 1) + timedelta(days=days))  # type: ignore[arg-type]
    before, after = corroborate(group, NONE), corroborate([*group, new], NONE)
    assert after.witnesses.high >= before.witnesses.high
    assert after.origins.high >= before.origins.high


@settings(deadline=None)
@given(groups())
def test_a_report_that_cites_one_which_is_there_adds_no_witness(group: list[Telling]) -> None:
    cited = next((telling for telling in group if not telling.denied and not telling.relies_on), None)
    if cited is None:
        return
    citing = told("z", outlet="outlet:z", relies_on=[relies(cited.outlet)], voices=cited.voices)
    before, after = corroborate(group, NONE), corroborate([*group, citing], NONE)
    assert after.witnesses.high == before.witnesses.high
