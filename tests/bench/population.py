"""Very many specialists as columns: the trades of the demonstration, drawn by the million.

Fifteen claims each, of one trade's skills mostly; time in one occupation or two. Nothing is drawn
from anything but the seed, so a run can be repeated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching import ProfileTable, Taxonomy, hash64
from recruit.config import resource
from recruit.models import Visibility
from recruit.services.demo import Recipe, load_recipe
from recruit.services.demo.people import AVAILABLE, READY_TO_MOVE, VISIBILITY
from recruit.services.demo.recipe import Trade

CLAIMS = 15
SKILLS_OF_A_TRADE = 60
NEIGHBOUR, STRANGER = 0.12, 0.01
"""Odds of a skill that the taxonomy gives a trade, and of any other, beside those of the recipe."""

TODAY = dt.date(2026, 11, 1)
SKILL_TYPES = ("machine", "operation", "garment", "fabric", "part", "software")
EVIDENCE = (0.82, 0.10, 0.05, 0.03)
_CHUNK = 100_000

Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Pool:
    """A trade and the skills its people have: places among `World.skills`, with their odds."""

    trade: Trade
    skills: Column
    odds: Column


@dataclass(frozen=True)
class World:
    """What people and vacancies are drawn from."""

    taxonomy: Taxonomy
    recipe: Recipe
    skills: tuple[str, ...]
    pools: tuple[Pool, ...]


def world(seed: int = 1) -> World:
    """The taxonomy of the seeds and the trades of the demonstration."""
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    recipe = load_recipe(resource("seeds") / "demo")
    rng = np.random.default_rng(seed)
    said = {c for trade in recipe.trades for group in trade.skills.values() for c in group}
    skills = tuple(sorted({c.id for c in taxonomy if c.type in SKILL_TYPES} | said))
    place = {concept: at for at, concept in enumerate(skills)}
    near: dict[str, list[str]] = {}
    for line in taxonomy.relations:
        if line.relation in ("essential", "optional"):
            near.setdefault(line.source, []).append(line.target)
    pools: list[Pool] = []
    for trade in recipe.trades:
        odds = {c: chance for group in trade.skills.values() for c, chance in group.items()}
        for occupation in (trade.occupation, *trade.earlier_occupations):
            for concept in near.get(occupation, ()):
                if concept in place:
                    odds.setdefault(concept, NEIGHBOUR)
        for at in rng.permutation(len(skills)):
            if len(odds) >= SKILLS_OF_A_TRADE:
                break
            odds.setdefault(skills[at], STRANGER)
        places = np.array([place[concept] for concept in odds], dtype=np.int32)
        pools.append(Pool(trade, places, np.array(list(odds.values()))))
    return World(taxonomy, recipe, skills, tuple(pools))


def population(made: World, count: int, seed: int = 1) -> ProfileTable:
    """``count`` specialists; about seven seconds of work a million."""
    rng = np.random.default_rng(seed)
    occupations = sorted({c.id for c in made.taxonomy if c.type == "occupation"})
    languages = sorted({code for c in made.recipe.countries for code in c.speaks})
    wishes = sorted(made.recipe.wishes)
    names = (*made.skills, *occupations, *languages, *wishes)
    code = {name: at for at, name in enumerate(names)}
    weights = np.array([pool.trade.weight for pool in made.pools], dtype=np.float64)
    trade = rng.choice(len(made.pools), count, p=weights / weights.sum())
    worked = _years(made, trade, rng)
    columns: dict[str, Column] = {
        "available": _drawn(rng, AVAILABLE, count, lambda d: TODAY.toordinal() + d, none=0),
        "pay": _pay(made, trade, worked, rng),
        "ready": _drawn(rng, READY_TO_MOVE, count, int, none=-1).astype(np.int8),
        "tags": _tags(rng, count),
    }
    columns |= _holdings(made, trade, worked, code, rng)
    spoken = np.array(
        [[c.speaks.get(one, 0.0) for one in languages] for c in made.recipe.countries]
    )
    country = rng.integers(0, len(spoken), count)
    columns |= _ragged(
        "language", rng.random((count, len(languages))) < spoken[country], code[languages[0]]
    )
    wished = np.array([made.recipe.wishes[name] for name in wishes])
    columns |= _ragged("wish", rng.random((count, len(wishes))) < wished, code[wishes[0]])
    columns |= {"word_offsets": np.zeros(count + 1, np.int64), "word_code": np.empty(0, np.int32)}
    ids = identifiers(rng, count)
    columns["hash"] = np.fromiter(map(hash64, ids), np.uint64, count)
    return ProfileTable(ids, names, columns)


def identifiers(rng: np.random.Generator, count: int) -> list[str]:
    """Random UUIDs as text, as the site's are."""
    text = rng.bytes(16 * count).hex()
    return [
        f"{text[i : i + 8]}-{text[i + 8 : i + 12]}-4{text[i + 13 : i + 16]}"
        f"-a{text[i + 17 : i + 20]}-{text[i + 20 : i + 32]}"
        for i in range(0, 32 * count, 32)
    ]


def skills_held(made: World, trade: Column, rng: np.random.Generator) -> Column:
    """Fifteen different skills each, by their odds: places in `World.skills`, (n, 15) int32."""
    held = np.empty((len(trade), CLAIMS), dtype=np.int32)
    for number, pool in enumerate(made.pools):
        rows = np.flatnonzero(trade == number)
        for start in range(0, len(rows), _CHUNK):
            some = rows[start : start + _CHUNK]
            # A race: the first fifteen to arrive are a draw without replacement by the odds.
            race = rng.standard_exponential((len(some), len(pool.odds)), dtype=np.float32)
            race /= pool.odds.astype(np.float32)
            held[some] = pool.skills[np.argpartition(race, CLAIMS, axis=1)[:, :CLAIMS]]
    return held


def _years(made: World, trade: Column, rng: np.random.Generator) -> Column:
    spread = np.array([pool.trade.years for pool in made.pools])[trade]
    drawn = rng.triangular(spread[:, 0], spread[:, 1], spread[:, 2])
    return np.round(drawn * 4) / 4


def _pay(made: World, trade: Column, worked: Column, rng: np.random.Generator) -> Column:
    ends = np.array([pool.trade.pay for pool in made.pools], dtype=np.float64)[trade]
    pay = ends[:, 0] + (ends[:, 1] - ends[:, 0]) * np.minimum(1.0, worked / 12)
    pay = np.round(pay * rng.uniform(0.85, 1.1, len(trade)) / 100) * 100
    return np.where(rng.random(len(trade)) < 0.25, np.nan, pay)


def _tags(rng: np.random.Generator, count: int) -> Column:
    order = list(Visibility)
    chances = np.array([VISIBILITY[level] for level in order], dtype=np.float64)
    return np.uint32(1) << rng.choice(len(order), count, p=chances / chances.sum()).astype(
        np.uint32
    )


def _drawn(
    rng: np.random.Generator, odds: Mapping[Any, float], count: int, value: Any, *, none: int
) -> Column:
    values = np.array([none if o is None else value(o) for o in odds], dtype=np.int32)
    chances = np.array(list(odds.values()), dtype=np.float64)
    return values[rng.choice(len(values), count, p=chances / chances.sum())]


def _holdings(
    made: World, trade: Column, worked: Column, code: Mapping[str, int], rng: np.random.Generator
) -> dict[str, Column]:
    count, wide = len(trade), CLAIMS + 2
    concept = np.zeros((count, wide), dtype=np.int32)
    concept[:, :CLAIMS] = skills_held(made, trade, rng)
    spent = np.round(worked[:, None] * rng.uniform(0.25, 1.0, (count, wide)) * 4) / 4
    told = rng.random((count, wide), dtype=np.float32)
    level = np.where(told < 0.78, np.minimum(5, 1 + spent // 2.5), 0).astype(np.int8)
    years = np.where((told > 0.2) & (spent > 0), spent, np.nan)
    last = rng.integers(0, 6, (count, wide)).astype(np.float64)
    last[rng.random((count, wide), dtype=np.float32) < 0.7] = np.nan
    evidence = rng.choice(4, (count, wide), p=EVIDENCE).astype(np.int8)
    concept[:, CLAIMS:], years[:, CLAIMS:], there = _occupations(made, trade, worked, code, rng)
    level[:, CLAIMS:], evidence[:, CLAIMS:], last[:, CLAIMS:] = 0, 0, np.nan
    keep = np.ones((count, wide), dtype=bool)
    keep[:, CLAIMS:] = there
    is_time = np.zeros((count, wide), dtype=bool)
    is_time[:, CLAIMS:] = True
    return {
        "holding_offsets": np.concatenate(([0], np.cumsum(keep.sum(axis=1)))),
        "holding_concept": concept[keep],
        "holding_level": level[keep],
        "holding_years": years[keep],
        "holding_last_used": last[keep],
        "holding_evidence": evidence[keep],
        "holding_is_experience": is_time[keep],
    }


def _occupations(
    made: World, trade: Column, worked: Column, code: Mapping[str, int], rng: np.random.Generator
) -> tuple[Column, Column, Column]:
    """The trade's occupation and, for half of those with two years, one before it."""
    now = np.array([code[pool.trade.occupation] for pool in made.pools])[trade]
    choices: Sequence[tuple[str, ...]] = [
        pool.trade.earlier_occupations or (pool.trade.occupation,) for pool in made.pools
    ]
    widest = max(map(len, choices))
    earlier = np.array([[code[c[i % len(c)]] for i in range(widest)] for c in choices])
    before = earlier[trade, rng.integers(0, widest, len(trade))]
    has_before = (worked > 2) & (rng.random(len(trade)) < 0.5) & (before != now)
    earned = np.where(
        has_before, np.maximum(0.25, np.round(worked * rng.uniform(0, 2, len(trade))) / 4), 0
    )
    concepts = np.stack((now, before), axis=1)
    years = np.stack((worked - earned, earned), axis=1)
    return concepts, years, np.stack((worked > 0, has_before), axis=1)


def _ragged(part: str, holds: Column, first: int) -> dict[str, Column]:
    """Which of some names, coded one after another from ``first``, each row holds."""
    return {
        f"{part}_offsets": np.concatenate(([0], np.cumsum(holds.sum(axis=1)))),
        f"{part}_code": (np.nonzero(holds)[1] + first).astype(np.int32),
    }
