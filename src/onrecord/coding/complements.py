"""Parties from what stands behind a trigger: "an attack by Kelmar", "sanctions on Varen", "talks between the two".

After the frames of VerbNet and NomBank: which preposition marks whom hangs on the type of interaction.
"""

from __future__ import annotations

import re

from onrecord.coding.around import BEINGS, Around, Parties, joined, listed, touches, without

# Type → the words behind which its recipient stands; "" is the object.
_RECIPIENT: dict[str, frozenset[str]] = {
    "ACCUSE": frozenset({"", "against"}),
    "AGREE": frozenset({"to"}),
    "AID": frozenset({"to"}),
    "ASSAULT": frozenset({"", "against", "at", "of", "on"}),
    "COERCE": frozenset({"", "against", "of", "on"}),
    "CONCEDE": frozenset({"to"}),
    "COOPERATE": frozenset({"to", "with"}),
    "PROTEST": frozenset({"against"}),
    "REQUEST": frozenset({"", "to"}),
    "RETREAT": frozenset({""}),
    "SANCTION": frozenset({"", "against", "on", "to", "with"}),
    "SUPPORT": frozenset({"", "for", "of", "to"}),
    "THREATEN": frozenset({"", "against", "to"}),
}
_VISITED = frozenset({"", "to"})
# What a recipient may be beside persons, bodies and places: a thing, or a noun phrase that is no mention.
_ALSO: dict[str, frozenset[str]] = {
    "ACCUSE": frozenset({""}),
    "ASSAULT": frozenset({"", "object"}),
    "COERCE": frozenset({""}),
    "CONSULT": frozenset({""}),
    "RETREAT": frozenset({""}),
    "SANCTION": frozenset({""}),
    "SUPPORT": frozenset({""}),
}
# Last words of triggers (their base forms) by which two do one thing together.
_MEETING = listed(
    "meet met talk negotiation negotiat summit conversation dialogu telephon phon call discussion discuss consultation"
)
_BOND = listed("agreement deal accord pact treaty sign truc cooperation")
_TOGETHER = listed("spok speak agre cooperat")  # where the other stands behind "with"
_FIGHT = listed("clash fight fighting battl shootout firefight combat skirmish gunfight")
_RECEIVES = listed("receiv get got obtain accept")
# Types that one party does to another: who was read as an actor in front of "by" is that other.
_DONE_TO_SOMEBODY = frozenset({"ACCUSE", "AGREE", "ASSAULT", "COERCE", "REJECT", "REQUEST", "SANCTION", "SUPPORT"})
_REACHED = listed("reach agre conclud sign")  # "a truce reached by both"
_MEDIATES = ("mediat", "broker", "facilitat")
_MEANS = re.compile(
    r"^(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s|\b(?:troops|soldiers|forces|officers|police|battalions?|brigades?|units"
    r"|guards|ambassador|envoy|consul|staff|diplomats)\b"  # "armed forces", not "the Armed Forces", which is a name
)
_FROM = re.compile(r"\bfrom (?:the )?$")
_AGAINST = re.compile(r"\b(?:against|(?:resignation|removal|ouster|impeachment) of) (?:the |their )?$")
_OBJECT_WITHIN = frozenset({"AID", "ASSAULT", "COERCE", "RETREAT", "SANCTION"})


def _reciprocal(a: Around) -> bool:
    bound = a.claim.event_type in ("AGREE", "COOPERATE", "RETREAT", "SUPPORT") and a.words[-1] in _BOND
    return bound or (a.claim.event_type == "CONSULT" and a.words[-1] in _MEETING)


def between_two(a: Around) -> Parties | None:
    """Talks between two are theirs, and nobody else's."""
    both = a.behind_words("between")
    if len(both) != 2 or a.claim.event_type not in ("AGREE", "CONSULT", "COOPERATE", "RETREAT"):
        return None
    return {"actors": both, "recipients": ()}


def with_whom(a: Around) -> Parties | None:
    """Talks with somebody are that one's too."""
    found = a.behind_words("with")
    if not found or not (_reciprocal(a) or a.words[-1] in _TOGETHER) or touches(a.claim.actors, found):
        return None
    return {"actors": joined(a.claim.actors, found), "recipients": without(a.claim.recipients, found)}


def all_who_meet(a: Around) -> Parties | None:
    """Of a meeting or a deal all parties are actors, on whichever side of the verb (guidelines, section 2)."""
    if not a.claim.recipients or not _reciprocal(a):
        return None
    return {"actors": joined(a.claim.actors, a.claim.recipients), "recipients": ()}


def all_who_fight(a: Around) -> Parties | None:
    """Who fights with whom is attacked by whom."""
    if a.claim.event_type != "ASSAULT" or a.words[-1] not in _FIGHT:
        return None
    found = a.behind_words("between", "with", "against")
    both = joined((*a.claim.actors, *without(a.claim.recipients, a.claim.actors)), found)
    return {"actors": both, "recipients": both} if found and len(both) > 1 else None


def by_whom(a: Around) -> Parties | None:
    """Who stands behind "by" is the actor and no recipient; who stands in front is none, and may be whom it is done to.

    "Varen refused a request | by Kelmar": read as both parties', it is Kelmar's, and made to Varen.
    """
    claim, found = a.claim, a.behind_words("by")
    if not found or (claim.actors and not touches(claim.actors, found)):
        return None
    actors, recipients = claim.actors or found, without(claim.recipients, found)
    in_front = tuple(p for p in actors if p.span.end <= a.trigger.start)
    if not in_front or claim.event_type == "CONSULT":
        return {"actors": actors, "recipients": recipients}
    done_to = claim.event_type in _DONE_TO_SOMEBODY and a.words[-1] not in _REACHED and a.behind[0].word == "by"
    if done_to and not recipients:
        recipients = tuple(p for p in in_front if a.sentence.overlaps(p.span))
    return {"actors": without(actors, in_front), "recipients": recipients}


def mediated(a: Around) -> Parties | None:
    """Who mediates does it, between those who talk: "talks mediated by Sorvia", "Sorvia's mediation between …"."""
    claim = a.claim
    if claim.event_type != "CONSULT" or not any(word.startswith(_MEDIATES) for word in a.words):
        return None
    found = a.behind_words("by")
    if not found and a.subject and not a.subject.passive:
        found = (a.party(a.subject.span),)
    if not found and (owner := a.phrases.owner(a.trigger.start)):
        found = (a.party(owner),)
    talking = joined(joined(claim.actors, claim.recipients), a.behind_words("between"))
    return {"actors": found, "recipients": without(talking, found)} if found else None


def own_means(a: Around) -> Parties | None:
    """Soldiers that are moved and envoys that are called home undergo nothing: "recalled its envoy from Varen"."""
    claim = a.claim
    if not claim.recipients or (claim.event_type != "MOBILIZE" and claim.mode != "withdraw"):
        return None
    rest = tuple(p for p in claim.recipients if not _MEANS.search(p.span.of(a.text)))
    if rest or claim.event_type != "SANCTION":
        return {"recipients": rest}
    left = a.phrases.far(a.trigger.end, a.sentence.end, _FROM)
    return {"recipients": (a.party(left),) if left else ()}


def seized_from(a: Around) -> Parties | None:
    """From whom a place or a thing is taken, and not the place: "captured the town from Varen"."""
    found = a.behind_words("from") if a.claim.mode == "seize" else ()
    return {"actors": without(a.claim.actors, found), "recipients": found} if found else None


def against_whom(a: Around) -> Parties | None:
    """Whom a protest is against, further behind it: "marched through Lisk against Varen", "the resignation of …"."""
    if a.claim.event_type != "PROTEST" or a.claim.recipients:
        return None
    found = a.phrases.far(a.trigger.end, a.sentence.end, _AGAINST)
    return {"recipients": (a.party(found),)} if found else None


def received(a: Around) -> Parties | None:
    """Who receives aid from another is its recipient, and the other its actor."""
    if a.words[0] not in _RECEIVES or a.claim.event_type not in ("AID", "COOPERATE", "SUPPORT"):
        return None
    found = a.behind_words("from")
    return {"actors": found, "recipients": without(a.claim.actors, found) or a.claim.recipients}


def to_whom(a: Around) -> Parties | None:
    """A recipient where none was read: the object, or who stands behind a preposition of the type's."""
    claim = a.claim
    if claim.recipients or a.words[0] in _RECEIVES or _reciprocal(a):
        return None
    if claim.event_type == "RETREAT" and claim.mode != "release":
        return None
    words = _VISITED if claim.mode == "visit" else _RECIPIENT.get(claim.event_type, frozenset())
    kinds = BEINGS | _ALSO.get(claim.event_type, frozenset())
    if claim.event_type == "COERCE" and not any(p.word in ("against", "on") for p in a.behind):
        kinds -= {"place"}  # who seizes a place does not thereby say from whom
    found = next((p for p in a.behind if p.word in words and p.kind in kinds), None)
    if found is None:
        return None
    recipients = (a.party(found.span),)
    return {"actors": without(claim.actors, recipients), "recipients": recipients}


def object_within(a: Around) -> Parties | None:
    """The object that a trigger holds itself: "attacked our post", "let the lorries through"."""
    claim = a.claim
    if claim.recipients or claim.event_type not in _OBJECT_WITHIN:
        return None
    if claim.event_type == "RETREAT" and claim.mode not in ("access", "release"):
        return None
    span = a.phrases.within(a.trigger, things=claim.event_type in ("ASSAULT", "COERCE"))
    if span is None or (claim.event_type == "AID" and span.end == a.trigger.end):  # "deliver them" is no recipient
        return None
    recipients = (a.party(span),)
    return {"actors": without(claim.actors, recipients), "recipients": recipients}
