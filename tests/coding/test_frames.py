"""Who does it and to whom, from the phrases around a trigger."""

from __future__ import annotations

import pytest

from onrecord.coding.frames import with_framed_parties
from onrecord.schema import Claim, Mention, Party, Reading, Report, Span, report_id
from tests.coding.by_hand import span_of

PEOPLE = {"organization": ("Kelmar", "Varen", "The mission", "the doctors", "the rebels", "the crew", "the lorries")}
PEOPLE |= {
    "event": ("the talks",),
    "time": ("Friday", "June"),
    "place": ("the harbour",),
    "substance": ("rice", "grain"),
}


def parties(
    text: str,
    trigger: str,
    event_type: str,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    mode: str | None = None,
) -> tuple[list[str], list[str], list[str]]:
    """Actors, recipients and the rules that changed them, of a claim whose parties were read as given.

    A mode may stand behind the type: "COERCE/seize".
    """
    event_type, _, of_type = event_type.partition("/")
    mode = mode or of_type or None

    def read(words: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(span=span_of(text, w), name=w) for w in words)

    mentions = tuple(
        Mention(start=text.index(w), end=text.index(w) + len(w), kind=kind, chain=w, score=0.9)
        for kind, words in PEOPLE.items()
        for w in words
        if text.count(w) == 1
    )
    claim = Claim(
        id="C1", trigger=span_of(text, trigger), event_type=event_type, mode=mode, status="actual", negated=False,
        actors=read(actors), recipients=read(recipients), score=0.9,
    )  # fmt: skip
    reading = Reading(
        report=Report(id=report_id(text), text=text), layers=(), reader="by hand", attributions=(), claims=(claim,),
        mentions=mentions, own_voice=(), sentences=(Span(start=0, end=len(text)),),
    )  # fmt: skip
    (framed,) = with_framed_parties((claim,), reading)
    rules = [why.by.removeprefix("frame: ") for why in framed.why]
    return [p.span.of(text) for p in framed.actors], [p.span.of(text) for p in framed.recipients], rules


K, V, BOTH = ("Kelmar",), ("Varen",), ("Kelmar", "Varen")
D, C, M, T = ("the doctors",), ("the crew",), ("The mission",), ("two brigades",)


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "given", "want", "rule"),
    [
        ("Kelmar called for sanctions on Varen.", "sanctions", "SANCTION", ((), ()), ((), V), "to whom"),
        ("Kelmar attacked the convoy on Friday.", "attacked", "ASSAULT", (K, ()), (K, ("the convoy",)), "to whom"),
        ("Kelmar sent 30 tonnes of rice to Varen.", "sent", "AID", (K, ()), (K, V), "to whom"),
        ("Kelmar began a blockade against Varen.", "blockade", "COERCE", (BOTH, ()), (K, V), "to whom"),
        ("An attack by Kelmar on Varen failed.", "attack", "ASSAULT", ((), V), (K, V), "by whom"),
        ("Varen was shelled by Kelmar.", "was shelled", "ASSAULT", ((), ("Varen", "Kelmar")), (K, V), "by whom"),
        ("Kelmar attacked our post.", "attacked our post", "ASSAULT", (K, ()), (K, ("our post",)), "object within"),
        ("Kelmar received grain from Varen.", "received", "AID", (K, ()), (V, K), "received"),
        ("Kelmar met Varen in June.", "met", "CONSULT", (K, V), (BOTH, ()), "all who meet"),
        ("Talks between Kelmar and Varen have begun.", "Talks", "CONSULT", (V, ()), (BOTH, ()), "between two"),
        ("Kelmar spoke with Varen.", "spoke", "CONSULT", (K, ()), (BOTH, ()), "with whom"),
        ("Kelmar proposed a meeting with Varen.", "meeting", "CONSULT", (K, ()), (BOTH, ()), "with whom"),
        ("the doctors will be let in by Friday.", "let in", "RETREAT", (D, ()), ((), D), "passive subject"),
        ("Now Kelmar has freed the doctors.", "freed", "RETREAT", ((), D), (K, D), "active subject"),
        ("They protest at the doctors' arrest.", "arrest", "COERCE", (D, ()), ((), D), "undergone"),
        ("Varen fears a strike by Kelmar.", "strike", "PROTEST", (BOTH, ()), (K, ()), "by whom"),
        ("Varen refused a request by Kelmar.", "request", "REQUEST", (BOTH, ()), (K, V), "by whom"),
        ("The mission mediated between Kelmar and Varen.", "mediated", "CONSULT", (BOTH, ()), (M, BOTH), "mediated"),
        ("Talks with Varen were mediated by Kelmar.", "mediated", "CONSULT", (BOTH, ()), (K, V), "mediated"),
        ("Kelmar's mediation helped Varen.", "mediation", "CONSULT", (BOTH, ()), (K, V), "mediated"),
        ("Kelmar moved two brigades to the harbour.", "moved", "MOBILIZE", (K, T), (K, ()), "own means"),
        ("They marched, singing, against Varen.", "marched", "PROTEST", ((), ()), ((), V), "against whom"),
        ("They sang, demanding the resignation of Varen.", "sang", "PROTEST", ((), ()), ((), V), "against whom"),
        ("Kelmar captured the harbour from Varen.", "captured", "COERCE/seize", (K, ("the harbour",)), (K, V),
         "seized from"),
        ("Kelmar warned of war unless Varen withdrew.", "warned", "THREATEN", (K, ()), (K, V), "on condition"),
        ("Varen turned down the offer of Kelmar.", "offer", "AGREE", (K, ()), (K, V), "turned down"),
        ("Varen rejected Kelmar's accusation.", "accusation", "ACCUSE", ((), K), (K, V), "turned down"),
        ("Varen fell, and Kelmar freed the crew.", "freed", "RETREAT", (K, ("Varen", "the crew")), (K, C), "one side"),
    ],
)  # fmt: skip
def test_a_frame_gives_the_parties(
    text: str,
    trigger: str,
    event_type: str,
    given: tuple[tuple[str, ...], tuple[str, ...]],
    want: tuple[tuple[str, ...], tuple[str, ...]],
    rule: str,
) -> None:
    actors, recipients, rules = parties(text, trigger, event_type, *given)
    assert (tuple(actors), tuple(recipients)) == want
    assert rule in rules


def test_who_fights_with_whom_is_attacked_by_whom() -> None:
    actors, recipients, _ = parties("Kelmar reported clashes with Varen.", "clashes", "ASSAULT", K)
    assert actors == recipients == ["Kelmar", "Varen"]


def test_what_lets_somebody_through_is_addressed_to_that_one() -> None:
    text = "Kelmar let the lorries through."
    actors, recipients, _ = parties(text, "let the lorries through", "RETREAT", K, mode="access")
    assert (actors, recipients) == (["Kelmar"], ["the lorries"])


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "actors", "recipients"),
    [
        ("Kelmar attacked at dawn.", "attacked", "ASSAULT", K, ()),
        ("Kelmar attacked, and Varen fled.", "attacked", "ASSAULT", K, ()),  # the next clause is not read
        ("Kelmar attacked on Friday.", "attacked", "ASSAULT", K, ()),  # a day is attacked by nobody
        ("Kelmar attacked Varen in June.", "attacked", "ASSAULT", K, V),
        ("Kelmar seized the harbour.", "seized", "COERCE", K, ()),  # who held it is not said
        ("Kelmar withdrew its troops.", "withdrew", "RETREAT", K, ()),
        ("Varen was accused of an attack.", "was accused", "ACCUSE", (), V),
        ("Kelmar warned of war if Varen was left alone.", "warned", "THREATEN", K, ()),  # asks nothing of Varen
        ("Varen denied this, noting that Kelmar made no offer.", "offer", "AGREE", K, ()),
        ("A deal reached by Varen holds.", "reached", "AGREE", V, ()),
    ],
)
def test_what_is_not_plain_stays_as_it_was_read(
    text: str, trigger: str, event_type: str, actors: tuple[str, ...], recipients: tuple[str, ...]
) -> None:
    assert parties(text, trigger, event_type, actors, recipients) == ([*actors], [*recipients], [])


def test_no_claims_no_work() -> None:
    text = "Nothing happened."
    reading = Reading(
        report=Report(id=report_id(text), text=text), layers=(), reader="by hand", attributions=(), own_voice=(),
        sentences=(),
    )  # fmt: skip
    assert with_framed_parties((), reading) == ()
