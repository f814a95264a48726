"""Draws demonstration specialists.

Each specialist comes from two streams of chance. The first settles the work: trade, skills,
years, pay, dates. The second settles the person: country, town, languages, wording. The first
never sees the second, so no country is made more skilled than another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from recruit.services.demo.recipe import SKILL_GROUPS, Country, Recipe, Trade
from recruit.services.demo.records import (
    DemoClaim,
    DemoExperience,
    DemoSpecialist,
    DemoVacancy,
    Place,
    Visibility,
)
from recruit.services.demo.wording import Labels, Voice

SEED = 2026
LEAST_CLAIMS = 3
MOST_CLAIMS = 10
EMOJI = ("🙏", "👍", "🧵", "💪", "🙂", "✂️")
SENTENCE_ENDS = ".।۔"
AVAILABLE: Mapping[int | None, float] = {
    None: 18,
    0: 22,
    7: 14,
    14: 14,
    30: 16,
    45: 6,
    60: 7,
    90: 3,
}
READY_TO_MOVE: Mapping[bool | None, float] = {True: 70, False: 10, None: 20}
VISIBILITY: Mapping[Visibility, float] = {"public": 82, "employers": 12, "applied": 4, "hidden": 2}

T = TypeVar("T")


class _Skill(NamedTuple):
    concept: str
    group: str
    level: int | None
    years: float | None


class _Work(NamedTuple):
    """All that a ranking may read of a specialist, save the languages spoken."""

    trade: Trade
    years: float
    skills: tuple[_Skill, ...]
    occupations: tuple[tuple[str, float], ...]
    available_in_days: int | None
    pay_wanted: int | None
    ready_to_move: bool | None
    wishes: tuple[str, ...]
    visibility: Visibility


def specialists(
    recipe: Recipe, labels: Labels, count: int = 2000, seed: int = SEED
) -> Iterator[DemoSpecialist]:
    """Invented specialists ``demo-0001`` onwards; the same seed gives the same people.

    ``labels`` gives the forms of each concept by language, the preferred one first. A smaller
    ``count`` gives the first of the same people.
    """
    for number in range(1, count + 1):
        key = f"demo-{number:04d}"
        work = _draw_work(recipe, _chance(f"{seed}:{key}:work"))
        yield _draw_person(key, work, recipe, labels, _chance(f"{seed}:{key}:person"))


def vacancies(recipe: Recipe) -> list[DemoVacancy]:
    """The invented posts, as written in the recipe."""
    return list(recipe.vacancies)


def _chance(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311  (it makes demonstrations, not secrets)


def _weighted(rng: random.Random, options: Mapping[T, float]) -> T:
    return rng.choices(list(options), weights=list(options.values()))[0]


def _draw_work(recipe: Recipe, rng: random.Random) -> _Work:
    trade = rng.choices(recipe.trades, weights=[t.weight for t in recipe.trades])[0]
    least, usual, most = trade.years
    years = _round_years(rng.triangular(least, most, usual))
    return _Work(
        trade=trade,
        years=years,
        skills=tuple(_draw_skills(trade, years, rng)),
        occupations=tuple(_draw_occupations(trade, years, rng)),
        available_in_days=_weighted(rng, AVAILABLE),
        pay_wanted=_draw_pay(trade, years, rng),
        ready_to_move=_weighted(rng, READY_TO_MOVE),
        wishes=tuple(wish for wish, chance in recipe.wishes.items() if rng.random() < chance),
        visibility=_weighted(rng, VISIBILITY),
    )


def _draw_skills(trade: Trade, years: float, rng: random.Random) -> Iterator[_Skill]:
    chances = [
        (concept, group, chance)
        for group in SKILL_GROUPS
        for concept, chance in trade.skills.get(group, {}).items()
    ]
    held = [item for item in chances if rng.random() < item[2]]
    likeliest = sorted(chances, key=lambda item: -item[2])
    held += [item for item in likeliest if item not in held][: max(0, LEAST_CLAIMS - len(held))]
    while len(held) > MOST_CLAIMS:
        held.remove(min(held, key=lambda item: item[2]))
    for place, (concept, group, _) in enumerate(held):
        spent = _round_years(years if place == 0 else years * rng.uniform(0.25, 1))
        level = _level(spent, rng)
        tells_level, tells_years = rng.random() < 0.78, rng.random() < 0.72
        yield _Skill(
            concept, group, level if tells_level else None, spent if tells_years and spent else None
        )


def _level(years: float, rng: random.Random) -> int:
    usual = 1 + sum(years >= step for step in (1, 2, 4, 8))
    return min(5, max(1, usual + rng.choices((-1, 0, 1), weights=(20, 62, 18))[0]))


def _draw_occupations(
    trade: Trade, years: float, rng: random.Random
) -> Iterator[tuple[str, float]]:
    if not years:
        return
    earlier = min(len(trade.earlier_occupations), rng.choices((0, 1, 2), weights=(50, 38, 12))[0])
    share = rng.uniform(0.55, 0.9) if earlier else 1.0
    yield trade.occupation, max(_round_years(years * share), 0.25)
    for concept in rng.sample(trade.earlier_occupations, earlier):
        spent = _round_years(years * (1 - share) / earlier)
        if spent:
            yield concept, spent


def _draw_pay(trade: Trade, years: float, rng: random.Random) -> int | None:
    start, master = trade.pay
    wanted = (start + (master - start) * min(1.0, years / 12)) * rng.uniform(0.85, 1.1)
    return None if rng.random() < 0.25 else round(wanted / 1000) * 1000


def _round_years(years: float) -> float:
    return round(years * 4) / 4 if years < 1 else float(round(years))


def _draw_person(
    key: str, work: _Work, recipe: Recipe, labels: Labels, rng: random.Random
) -> DemoSpecialist:
    country = rng.choices(recipe.countries, weights=[c.weight for c in recipe.countries])[0]
    voice = recipe.voices[_weighted(rng, country.writes)]
    place = rng.choice(country.places)
    writer = _Writer(voice, labels, rng)
    gaps = writer.gaps(work, place)
    return DemoSpecialist(
        key=key,
        trade=work.trade.key,
        country=country.code,
        language=voice.language,
        script=voice.script,
        place=place,
        headline=_capital(voice.say("headline", gaps, rng)),
        about=writer.about(work, gaps),
        claims=tuple(writer.claim(skill) for skill in work.skills),
        experience=tuple(writer.experience(*occupation) for occupation in work.occupations),
        languages=_spoken(country, voice.language, rng),
        available_in_days=work.available_in_days,
        pay_wanted=work.pay_wanted,
        ready_to_move=work.ready_to_move,
        wishes=work.wishes,
        visibility=work.visibility,
    )


def _spoken(country: Country, written: str, rng: random.Random) -> tuple[str, ...]:
    others = [code for code, chance in country.speaks.items() if rng.random() < chance]
    return (written, *(code for code in others if code != written))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


class _Writer:
    """Puts a specialist's work into the words of one voice."""

    def __init__(self, voice: Voice, labels: Labels, rng: random.Random) -> None:
        self.voice = voice
        self.labels = labels
        self.rng = rng

    def word(self, concept: str) -> str:
        return self.voice.word(concept, self.labels, self.rng)

    def words(self, concepts: Sequence[str]) -> str:
        return self.voice.comma.join(dict.fromkeys(self.word(c) for c in concepts[:4]))

    def gaps(self, work: _Work, place: Place) -> dict[str, str]:
        of = {
            group: [skill.concept for skill in work.skills if skill.group == group]
            for group in SKILL_GROUPS
        }
        leading = [*of["machines"], *of["operations"], *of["software"], *of["other"]]
        town = place.names.get(f"{self.voice.language}-{self.voice.script}")
        return {
            "occupation": self.word(work.trade.occupation),
            "years": self.voice.duration(work.years, self.rng),
            "place": town or place.name(self.voice.language),
            "workplace": self.rng.choice(self.voice.workplaces),
            "first": self.word(leading[0]) if leading else "",
            "second": self.word(leading[1]) if len(leading) > 1 else "",
            "garment": self.words(of["garments"][:1]),
            "machines": self.words(of["machines"]),
            "operations": self.words(of["operations"]),
            "garments": self.words(of["garments"]),
            "fabrics": self.words(of["fabrics"]),
            "extra": self.words([*of["software"], *of["other"]]),
            "wishes": self.words(work.wishes),
        }

    def about(self, work: _Work, gaps: Mapping[str, str]) -> str:
        garments = "garments_sewn" if work.trade.sews else "garments_handled"
        kinds = ["intro", "machines", "operations", garments, "fabrics", "extra", "wishes"]
        told = [kind for kind in kinds if self.rng.random() < 0.85]
        if self.rng.random() < 0.6:
            told.append("closing")
        lines = [self.voice.say(kind, gaps, self.rng) for kind in told or ["intro"]]
        return self._typed([line for line in lines if line] or [gaps["occupation"]])

    def _typed(self, lines: Sequence[str]) -> str:
        """Most people write tidily; some without capitals and stops, some with a smile."""
        care = self.rng.random()
        if care < 0.15:
            return " ".join(line.rstrip(SENTENCE_ENDS) for line in lines).lower()
        text = " ".join(_capital(line) for line in lines)
        return f"{text} {self.rng.choice(EMOJI)}" if care < 0.23 else text

    def claim(self, skill: _Skill) -> DemoClaim:
        gaps = {
            "skill": self.word(skill.concept),
            "years": self.voice.duration(skill.years or 0, self.rng),
            "level": self.voice.levels[skill.level - 1] if skill.level else "",
        }
        text = self.voice.say("claim", gaps, self.rng)
        return DemoClaim(text, skill.concept, skill.level, skill.years)

    def experience(self, concept: str, years: float) -> DemoExperience:
        gaps = {
            "occupation": self.word(concept),
            "years": self.voice.duration(years, self.rng),
            "workplace": self.rng.choice(self.voice.workplaces),
        }
        title = _capital(self.voice.say("experience", gaps, self.rng))
        return DemoExperience(title, concept, years)
