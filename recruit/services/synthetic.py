"""Very many invented specialists, for measuring: the trades of the demonstration, drawn by the
thousand, with more skills each."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from recruit.config import resource
from recruit.errors import Conflict, NotFound
from recruit.queries import filling
from recruit.queries import taxonomy as taxonomy_queries
from recruit.services.demo import Recipe, load_recipe
from recruit.services.demo.people import AVAILABLE, READY_TO_MOVE, VISIBILITY
from recruit.services.demo.recipe import SKILL_GROUPS, Trade
from recruit.services.transactions import transaction

CHUNK = 10_000
CLAIMS = 15
"""Skills of a specialist on average."""

_LEAST, _MOST = 6, 24
_READY = {None: None, False: 0, True: 1}
_CANDIDATE = (
    "id", "demo_key", "headline", "about", "country", "place", "languages", "available_from",
    "pay_wanted", "ready_to_move", "wishes", "visibility", "revision", "created_at", "updated_at",
)  # fmt: skip
_CLAIM = (
    "id", "candidate_id", "position", "text", "concept_id", "level", "years", "last_used_years",
    "evidence",
)  # fmt: skip
_EXPERIENCE = ("id", "candidate_id", "position", "title", "concept_id", "years")

Progress = Callable[[int], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Rows:
    people: list[filling.Row]
    claims: list[filling.Row]
    experience: list[filling.Row]


def load(
    count: int, *, seed: int, now: dt.datetime, anyway: bool = False, progress: Progress
) -> int:
    """Add invented specialists, all of them or none; a second call adds others.

    Raises `NotFound` where the vocabulary is not loaded, and `Conflict` where the database holds
    anybody real, unless ``anyway``.
    """
    prefix = f"bench-{seed}-"
    with transaction() as session:
        if not anyway and filling.holds_people(session):
            raise Conflict("the database holds real people")
        first = 1 + filling.made_before(session, prefix)
        labels = {
            (concept, language): text
            for concept, language, text, kind, _ in taxonomy_queries.label_rows(session)
            if kind == "preferred"
        }
        if not labels:
            raise NotFound("the vocabulary is not loaded")
        with filling.unnoted(session):
            draw = _Draw(load_recipe(resource("seeds") / "demo"), labels, now)
            for start in range(first, first + count, CHUNK):
                stop = min(start + CHUNK, first + count)
                rows = draw.chunk(prefix, range(start, stop), random.Random(f"{seed}:{start}"))  # noqa: S311
                filling.add(session, "candidate", _CANDIDATE, rows.people)
                filling.add(session, "claim", _CLAIM, rows.claims)
                filling.add(session, "candidate_experience", _EXPERIENCE, rows.experience)
                progress(stop - start)
    return count


class _Draw:
    def __init__(
        self, recipe: Recipe, labels: dict[tuple[str, str], str], now: dt.datetime
    ) -> None:
        self.recipe = recipe
        self.labels = labels
        self.today = now.date()
        self.now = now.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        self.skills = {trade.key: _skills(trade) for trade in recipe.trades}
        every = {concept for skills in self.skills.values() for concept, _ in skills}
        self.others = sorted(every)

    def chunk(self, prefix: str, numbers: Sequence[int], rng: random.Random) -> _Rows:
        """The rows of some people; what they can do is drawn without a look at their country."""
        rows = _Rows([], [], [])
        trades = rng.choices(
            self.recipe.trades, [t.weight for t in self.recipe.trades], k=len(numbers)
        )
        countries = rng.choices(
            self.recipe.countries, [c.weight for c in self.recipe.countries], k=len(numbers)
        )
        available: list[int | None] = _many(rng, AVAILABLE, len(numbers))
        ready: list[bool | None] = _many(rng, READY_TO_MOVE, len(numbers))
        seen = _many(rng, VISIBILITY, len(numbers))
        for at, number in enumerate(numbers):
            trade, country = trades[at], countries[at]
            id_ = _id(rng)
            years = round(rng.triangular(*_spread(trade)) * 4) / 4
            language = self.recipe.voices[rng.choice(list(country.writes))].language
            spoken = [
                language,
                *(c for c, p in country.speaks.items() if c != language and rng.random() < p),
            ]
            low, high = trade.pay
            pay = (low + (high - low) * min(1.0, years / 12)) * rng.uniform(0.85, 1.1)
            days = available[at]
            rows.people.append((
                id_, f"{prefix}{number}", self._word(trade.occupation, language), "",
                country.code, rng.choice(country.places).name(language), json.dumps(spoken),
                None if days is None else str(self.today + dt.timedelta(days=days)),
                None if rng.random() < 0.25 else round(pay / 100) * 100,
                _READY[ready[at]],
                json.dumps([w for w, p in self.recipe.wishes.items() if rng.random() < p]),
                seen[at], 1, self.now, self.now,
            ))  # fmt: skip
            rows.claims.extend(self._claims(id_, trade, years, language, rng))
            rows.experience.extend(self._experience(id_, trade, years, language, rng))
        return rows

    def _claims(
        self, id_: str, trade: Trade, years: float, language: str, rng: random.Random
    ) -> Iterator[filling.Row]:
        wanted = min(_MOST, max(_LEAST, round(rng.gauss(CLAIMS, 4))))
        skills = self.skills[trade.key]
        held = dict.fromkeys(concept for concept, chance in skills if rng.random() < 1.6 * chance)
        while len(held) < wanted:
            pool = skills if rng.random() < 0.5 else None
            held[rng.choice(pool)[0] if pool else rng.choice(self.others)] = None
        for position, concept in enumerate(list(held)[:wanted]):
            spent = round(years * rng.uniform(0.25, 1) * 4) / 4
            told = rng.random()
            yield (
                _id(rng), id_, position, self._word(concept, language), concept,
                min(5, 1 + int(spent / 2.5)) if told < 0.78 else None,
                spent if told > 0.2 and spent else None,
                None if told < 0.7 else rng.randrange(6), "stated",
            )  # fmt: skip

    def _experience(
        self, id_: str, trade: Trade, years: float, language: str, rng: random.Random
    ) -> Iterator[filling.Row]:
        if not years:
            return
        lines = [(trade.occupation, years)]
        if trade.earlier_occupations and years > 2 and rng.random() < 0.5:
            before = round(rng.uniform(0.25, years / 2) * 4) / 4
            lines = [
                (trade.occupation, years - before),
                (rng.choice(trade.earlier_occupations), before),
            ]
        for position, (concept, spent) in enumerate(lines):
            yield _id(rng), id_, position, self._word(concept, language), concept, spent

    def _word(self, concept: str, language: str) -> str:
        return self.labels.get((concept, language)) or self.labels.get((concept, "en")) or concept


def _skills(trade: Trade) -> list[tuple[str, float]]:
    return [item for group in SKILL_GROUPS for item in trade.skills.get(group, {}).items()]


def _spread(trade: Trade) -> tuple[float, float, float]:
    least, usual, most = trade.years
    return least, most, usual


def _many(rng: random.Random, options: Mapping[T, float], count: int) -> list[T]:
    return rng.choices(list(options), list(options.values()), k=count)


def _id(rng: random.Random) -> str:
    """A random identifier of version 4, drawn from the seed."""
    bits = rng.getrandbits(128)
    bits = (bits & ~(0xF << 76) | (4 << 76)) & ~(0x3 << 62) | (2 << 62)
    return f"{bits:032x}"
