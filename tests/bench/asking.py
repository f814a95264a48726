"""Vacancies of eight requirements each, drawn like the people who may fill them."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np

from matching import PayOffer, Posting, Requirement
from tests.bench.population import SKILL_TYPES, TODAY, World

REQUIREMENTS = 8
_IMPORTANCE = ("must", "must", "essential", "essential", "essential", "essential", "nice", "nice")


def vacancies(made: World, count: int, seed: int = 2) -> list[Posting]:
    """Full vacancies: an occupation, requirements, languages, a start, pay and housing."""
    rng, drawn = random.Random(seed), np.random.default_rng(seed)
    weights = [pool.trade.weight for pool in made.pools]
    askable = np.array([made.taxonomy.concept(id_).type in SKILL_TYPES for id_ in made.skills])
    found: list[Posting] = []
    for number in range(count):
        pool = rng.choices(made.pools, weights)[0]
        odds = pool.odds * askable[pool.skills]
        asked = drawn.choice(pool.skills, REQUIREMENTS, replace=False, p=odds / odds.sum())
        low, high = pool.trade.pay
        found.append(
            Posting(
                f"vacancy-{number}",
                pool.trade.occupation,
                tuple(
                    Requirement(
                        f"r{at}",
                        made.skills[skill],
                        importance,  # type: ignore[arg-type]
                        rng.choice((None, 2, 3)),
                        rng.choice((None, None, 1.0, 2.0, 3.0)),
                    )
                    for at, (skill, importance) in enumerate(
                        zip(asked.tolist(), _IMPORTANCE, strict=True)
                    )
                ),
                languages=rng.choice((("ru",), ("ru",), ("ru", "ky"))),
                start=TODAY + dt.timedelta(days=rng.choice((0, 14, 30))),
                pay=PayOffer(low, low + 0.6 * (high - low)),
                conditions=frozenset(rng.choice((("housing",), ("housing", "meals"), ()))),
            )
        )
    return found
