"""A part with the verb that puts it on names the work: "втачиваю воротник", "کالر لگاتا ہوں"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matching._attach import Draft
from matching._choice import strongest
from matching._letters import pattern
from matching.taxonomy import Taxonomy
from matching.text import Token, normal_words

_PUTTING = pattern(
    r"(?:втач|притач|настрач|настроч|пришив|пришил|вшив|вшил|стачив|обтачив|ставлю|ставил|ставим"
    r"|установ|вставл|обрабатыв|делаю$|делал|шью$|шить$|шил|шьем$|сши"
    r"|attach|join|sew|mak(?:e|ing)|made$|set(?:s|ting)?$|insert|fix(?:ing|ed)?$"
    r"|тиг|тик|улай|улоо|уладым|кошом|орнот|жаса"
    r"|tik|o'tqaz|o'rnat|ulay|ulash|yasay|ўтқаз|ўрнат"
    r"|জয়েন|জয়েন|লাগা|সেলাই|বসাই|বসান"
    r"|لگا|جوڑ|سیتا|سیتی|سلائی|بنا(?:تا|تی|نا))"
)
_AND = normal_words("и да and or жана менен va bilan ва билан ও এবং আর اور the a")
_ON = frozenset(["на", "on"])
_OPERATOR = pattern(r"(?:оператор|operator|অপারেটর|آپریٹر)")
_SEWING = frozenset({"sewing", "straight_stitching"})
_WORKED_ON = frozenset({"garment", "part", "fabric"})
_NEAR = 2


def name_work(taxonomy: Taxonomy, words: Sequence[Token], drafts: list[Draft]) -> None:
    """Turn parts into the work on them where a verb beside them says so; the bare sewing that the
    verb may also have been read as is left out."""
    drafts.sort(key=lambda draft: draft.first)
    said = {draft.first: draft for draft in drafts if draft.concept in _SEWING}
    taken = {at for draft in drafts for at in range(draft.first, draft.last)}
    parts = [n for n, draft in enumerate(drafts) if draft.type == "part"]
    spoken = {
        n: at
        for n, draft in enumerate(drafts)
        if draft.type == "operation"
        for at in range(draft.first, draft.last)
        if _PUTTING.match(words[at].text)
    }
    for n in parts:
        verb = _verb_by(words, drafts[n], taken, said)
        if verb is not None:
            spoken[n] = verb
    for way in (1, -1):
        for n in parts[::way]:
            before = n - way
            if n in spoken or before not in spoken or not _listed(words, drafts, n, before):
                continue
            if (drafts[before].first < spoken[before]) == (way < 0):
                spoken[n] = spoken[before]
    used = set()
    for n in parts:
        verb = spoken.get(n)
        if verb is None:
            continue
        work = strongest(taxonomy, drafts[n].concept, "operation")
        if work is not None:
            drafts[n].concept, drafts[n].type = work, "operation"
            if verb in said:
                used.add(id(said[verb]))
    drafts[:] = [draft for draft in drafts if id(draft) not in used]


def deny_worked_on(words: Sequence[Token], drafts: list[Draft]) -> None:
    """Who never sewed shirts denies shirts, and not sewing: "көйнөк тиккен жокмун"."""
    settled = set()
    for one, other in pairwise(sorted(drafts, key=lambda draft: draft.first)):
        if _beside(words, one, other):
            for verb, thing in ((one, other), (other, one)):
                if verb.negated and verb.concept in _SEWING and thing.type in _WORKED_ON:
                    thing.negated = True
                    settled.add(id(verb))
    drafts[:] = [draft for draft in drafts if id(draft) not in settled]


def name_trade(taxonomy: Taxonomy, words: Sequence[Token], drafts: Sequence[Draft]) -> None:
    """Make of an operator on a machine the operator of that machine: "швея на прямострочке",
    "raspashivalka tikuvchisi", "tugma operatori"; of "швея-образцовик" one trade, not two."""
    ordered = sorted(drafts, key=lambda draft: draft.first)
    for n, (one, other) in enumerate(pairwise(ordered)):
        if one.type == other.type == "occupation":
            if _beside(words, one, other) and other.concept in taxonomy.narrower(one.concept):
                one.concept = other.concept
        elif one.type == "occupation":
            more = ordered[n + 2].type if n + 2 < len(ordered) else ""
            if more == "machine" and _listed(words, ordered, n + 1, n + 2):
                continue
            if other.type == "machine" and _on(words, one, other):
                _narrow(taxonomy, one, [other.concept], taxonomy.narrower(one.concept))
        elif other.type == "occupation" and _beside(words, one, other):
            below = taxonomy.narrower(other.concept)
            if _OPERATOR.match(words[other.first].text) and one.type in ("machine", "operation"):
                below |= {c.id for c in taxonomy if c.type == "occupation"}
            _narrow(taxonomy, other, _run_by(taxonomy, one), below)


def _beside(words: Sequence[Token], one: Draft, other: Draft) -> bool:
    """Whether nothing, not even a comma, stands between a mention and the next."""
    return one.last == other.first and not words[other.first].hard


def _on(words: Sequence[Token], trade: Draft, machine: Draft) -> bool:
    """Whether nothing but "on" stands between a trade and the machine after it."""
    if words[trade.last].hard:
        return False
    between = words[trade.last : machine.first]
    if not between:
        return words[machine.first].text in _ON
    return not any(word.hard or word.text not in _ON for word in between)


def _run_by(taxonomy: Taxonomy, draft: Draft) -> list[str]:
    """What an operator named after a mention runs, does or sews."""
    if draft.type == "part":
        works = (strongest(taxonomy, draft.concept, kind) for kind in ("operation", "machine"))
        return [work for work in works if work]
    return [draft.concept]


def _narrow(taxonomy: Taxonomy, trade: Draft, run: Sequence[str], among: frozenset[str]) -> None:
    """Name the trade ``among`` some that what is run is essential to."""
    asked = {concept for own in run for concept in (own, *taxonomy.broader(own))} - _SEWING
    fits = [
        (line.strength, line.source)
        for line in taxonomy.relations
        if line.relation == "essential" and line.target in asked and line.source in among
    ]
    if fits:
        trade.concept = max(fits)[1]


def _verb_by(
    words: Sequence[Token], draft: Draft, taken: set[int], said: dict[int, Draft]
) -> int | None:
    """The place of a verb of putting on by a part, nothing but small words between."""
    for step in range(draft.last, min(draft.last + _NEAR, len(words))):
        if words[step].hard or (step in taken and step not in said):
            break
        if _PUTTING.match(words[step].text):
            return step
    for step in range(draft.first - 1, max(-1, draft.first - 1 - _NEAR), -1):
        if words[step + 1].hard or (step in taken and step not in said):
            break
        if _PUTTING.match(words[step].text):
            return step
    return None


def _listed(words: Sequence[Token], drafts: Sequence[Draft], one: int, other: int) -> bool:
    """Whether nothing but a comma or "and" stands between two neighbours."""
    left, right = sorted((one, other))
    between = words[drafts[left].last : drafts[right].first]
    joined = words[drafts[right].first].hard if not between else True
    return joined and all(word.text in _AND for word in between)
