"""Where the clone audit's gaps come from: what one telling was read as and the others were not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from matching import Match, Posting, Profile, Reader, Verdict
from recruit.services.matching.clones import SEXES, Clone

_BEST = (Verdict.MET, Verdict.PARTLY, Verdict.MISSING, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Difference:
    """A skill asked that was judged otherwise for one telling than for most.

    ``by`` and ``usually_by`` are the concepts read that served it best here and in most, empty for
    none. ``sexes`` are whose tellings were read so: both, unless the grammar made the difference.
    ``vacancies`` is how many ask it with that result, ``blocked`` how many of those stopped this
    telling and not most; ``points`` (of 100) is what it gained (or lost, below 0) in the reasons
    against the median of those with the usual verdict, summed over vacancies.
    """

    skills: str
    asked: str
    language: str
    usual: Verdict
    verdict: Verdict
    usually_by: str
    by: str
    sexes: str
    vacancies: int
    blocked: int
    points: float
    text: str


@dataclass(frozen=True, slots=True)
class Around:
    """A concept read otherwise with the words around a telling than without them: ``bare`` and
    ``whole`` are what was read of it, empty for nothing. ``text`` is the whole of one."""

    concept: str
    bare: str
    whole: str
    country: str
    language: str
    people: int
    text: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """A concept read otherwise where a woman writes the same: ``man`` and ``woman`` are what was
    read of it, empty for nothing. ``text`` is the woman's, of one profile."""

    concept: str
    man: str
    woman: str
    language: str
    profiles: int
    text: str


@dataclass(slots=True)
class _Gathered:
    text: str
    sexes: set[str] = field(default_factory=set)
    points: dict[str, float] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    by: Counter[str] = field(default_factory=Counter)
    usually_by: Counter[str] = field(default_factory=Counter)


def verdict_differences(
    people: Sequence[Clone],
    told: Mapping[str, Profile],
    ranked: Iterable[tuple[Posting, Sequence[Match]]],
) -> tuple[Difference, ...]:
    """Every verdict that differs between clones, those that cost or gain most points first.

    Clones of one profile and language are one telling here; the usual verdict is that of most
    clones, the better one of two as frequent.
    """
    by_id = {clone.id: clone for clone in people}
    found: dict[tuple[str, str, str, Verdict, Verdict], _Gathered] = {}
    for posting, matches in ranked:
        tellings: dict[str, list[Match]] = defaultdict(list)
        for match in matches:
            tellings[by_id[match.profile_id].skills].append(match)
        for skills, group in tellings.items():
            open_ones = sum(not match.blocked for match in group)
            for place, requirement in enumerate(posting.requirements):
                verdicts = Counter(match.reasons[place].verdict for match in group)
                if len(verdicts) == 1:
                    continue
                usual = min(verdicts, key=lambda v: (-verdicts[v], _BEST.index(v)))
                most = [match for match in group if match.reasons[place].verdict is usual]
                middle = sorted(match.reasons[place].points for match in most)[len(most) // 2]
                for match in group:
                    reason = match.reasons[place]
                    if reason.verdict is usual:
                        continue
                    clone = by_id[match.profile_id]
                    key = (skills, requirement.concept, clone.language, usual, reason.verdict)
                    line = found.setdefault(key, _Gathered(_text(clone)))
                    line.sexes.add(clone.sex)
                    line.points[posting.id] = (reason.points - middle) / 100
                    line.by[_served_by(told, match, place)] += 1
                    line.usually_by.update(_served_by(told, other, place) for other in most)
                    if match.blocked and open_ones * 2 >= len(group):
                        line.blocked.add(posting.id)
    lines = (
        Difference(
            *key,
            usually_by=_commonest(line.usually_by),
            by=_commonest(line.by),
            sexes=" ".join(sorted(line.sexes)),
            vacancies=len(line.points),
            blocked=len(line.blocked),
            points=round(sum(line.points.values()), 2),
            text=line.text,
        )
        for key, line in found.items()
    )
    return tuple(sorted(lines, key=lambda d: (-abs(d.points), d.skills, d.asked, d.language)))


def _served_by(told: Mapping[str, Profile], match: Match, place: int) -> str:
    claim_id = match.reasons[place].claim_id or ""
    held = {claim.id: claim.concept for claim in told[match.profile_id].claims}
    return held.get(claim_id, claim_id.removeprefix("experience:"))


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda concept: (-counts[concept], concept))


def from_around(
    people: Sequence[Clone], told: Mapping[str, Profile], reader: Reader
) -> tuple[Around, ...]:
    """What greetings, names, towns and telephones changed in the reading, the commonest first."""
    bare: dict[tuple[str, str, str], dict[str, str]] = {}
    found: dict[tuple[str, str, str, str, str], list[Clone]] = defaultdict(list)
    for clone in people:
        telling = (clone.skills, clone.language, clone.sex)
        if telling not in bare:
            bare[telling] = _read(reader.profile("bare", clone.bare))
        without, whole = bare[telling], _read(told[clone.id])
        for concept in sorted(without.keys() | whole.keys()):
            before, after = without.get(concept, ""), whole.get(concept, "")
            if before != after:
                found[concept, before, after, clone.country, clone.language].append(clone)
    lines = (
        Around(*key, people=len(read), text=read[0].parts["about"]) for key, read in found.items()
    )
    return tuple(sorted(lines, key=lambda a: (-a.people, a.concept, a.country, a.language)))


def by_grammar(people: Sequence[Clone], reader: Reader) -> tuple[Grammar, ...]:
    """What the gender of a language's forms changed in the reading, the commonest first."""
    tellings: dict[tuple[str, str], dict[str, Clone]] = defaultdict(dict)
    for clone in people:
        tellings[clone.skills, clone.language].setdefault(clone.sex, clone)
    found: dict[tuple[str, str, str, str], list[Clone]] = defaultdict(list)
    for (_, language), told in tellings.items():
        man, woman = (_read(reader.profile("bare", told[sex].bare)) for sex in SEXES)
        for concept in sorted(man.keys() | woman.keys()):
            if man.get(concept) != woman.get(concept):
                key = (concept, man.get(concept, ""), woman.get(concept, ""), language)
                found[key].append(told[SEXES[1]])
    lines = (Grammar(*key, profiles=len(read), text=_text(read[0])) for key, read in found.items())
    return tuple(sorted(lines, key=lambda g: (-g.profiles, g.concept, g.language)))


def _text(clone: Clone) -> str:
    return f"{clone.bare['headline']}. {clone.bare['about']}"


def _read(profile: Profile) -> dict[str, str]:
    """Everything a profile says, by concept or language."""
    said = {c.concept: f"level {c.level}, years {c.years}" for c in profile.claims}
    said |= {e.concept: f"worked {e.years}" for e in profile.experience}
    said |= {f"language {code}": "speaks" for code in profile.languages}
    return said | dict.fromkeys(profile.wishes, "wishes")
