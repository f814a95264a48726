"""Rank the same demonstration people for the same vacancies in several ways, in one run.

Every way is asked for the best 50 of each vacancy. The ways alternate vacancy by vacancy, so that
a busy moment of the machine falls on all of them; the figures are medians. Only ``Index`` and
``Ranker`` answer the same question (skills with levels, gate, reasons); the text methods compare
words and are here as the yardstick that most open-source matchers use.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from matching import (
    Claim,
    Closeness,
    Experience,
    Index,
    Posting,
    Profile,
    Ranker,
    Requirement,
    Taxonomy,
)
from recruit.config import resource
from recruit.services.demo import DemoSpecialist, DemoVacancy, load_recipe, specialists, vacancies

K = 50


def profile(person: DemoSpecialist) -> Profile:
    return Profile(
        id=person.key,
        claims=tuple(
            Claim(f"c{n}", said.concept, said.level, said.years)
            for n, said in enumerate({c.concept: c for c in person.claims}.values())
        ),
        experience=tuple(Experience(line.concept, line.years) for line in person.experience),
        languages=person.languages,
        pay_wanted=person.pay_wanted,
        ready_to_move=person.ready_to_move,
        wishes=frozenset(person.wishes),
    )


def posting(made: DemoVacancy) -> Posting:
    return Posting(
        id=made.key,
        occupation=made.occupation,
        requirements=tuple(
            Requirement(f"r{n}", asked.concept, asked.importance, asked.min_level, asked.min_years)
            for n, asked in enumerate({r.concept: r for r in made.requirements}.values())
        ),
        languages=made.floor_languages,
    )


def ways(
    taxonomy: Taxonomy, people: list[DemoSpecialist]
) -> dict[str, Callable[[DemoVacancy, Posting], Any]]:
    """Each way of ranking, made ready; making ready is not timed."""
    closeness = Closeness.from_taxonomy(taxonomy)
    profiles = [profile(person) for person in people]
    ranker = Ranker(taxonomy, closeness)
    index = Index.build(taxonomy, closeness, profiles)
    texts = [" ".join([p.headline, p.about, *(c.text for c in p.claims)]) for p in people]
    vectors = TfidfVectorizer()
    matrix = vectors.fit_transform(texts)

    def tfidf(made: DemoVacancy, _: Posting) -> Any:
        scores = linear_kernel(vectors.transform([words(made)]), matrix)[0]
        return np.argsort(-scores)[:K]

    return {
        "Index.search": lambda _, asked: index.search(asked, k=K),
        "Ranker.rank": lambda _, asked: ranker.rank(asked, profiles, k=K),
        "scikit-learn TF-IDF + cosine": tfidf,
        "rapidfuzz token_set_ratio": lambda made, _: process.extract(
            words(made), texts, scorer=fuzz.token_set_ratio, limit=K
        ),
    }


def words(made: DemoVacancy) -> str:
    return " ".join([made.title, made.description, *(r.text for r in made.requirements)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--vacancies", type=int, default=20)
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"))
    asked = parser.parse_args()
    recipe = load_recipe(resource("seeds") / "demo")
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    forms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in taxonomy.entries():
        forms[entry.concept_id][entry.language].append(entry.label)
    people = list(specialists(recipe, forms, count=asked.people))
    posts = list(vacancies(recipe))[: asked.vacancies]
    ready = ways(taxonomy, people)
    times: dict[str, list[float]] = {name: [] for name in ready}
    for made in posts:
        wanted = posting(made)
        for name, way in ready.items():
            begun = time.perf_counter()
            way(made, wanted)
            times[name].append(time.perf_counter() - begun)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    base = medians["Index.search"]
    print(f"{asked.people} people, {len(posts)} vacancies, best {K}; medians of one run\n")
    print(f"{'way':<32}{'ms':>10}{'ratio':>10}")
    for name, median in medians.items():
        print(f"{name:<32}{median * 1000:>10.2f}{median / base:>10.1f}")
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    result = {
        "people": asked.people,
        "vacancies": len(posts),
        "k": K,
        "median_seconds": medians,
        "ratio_to_index": {name: median / base for name, median in medians.items()},
    }
    asked.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"\nwritten to {asked.json}")


if __name__ == "__main__":
    main()
