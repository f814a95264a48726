"""The versioned table of how far one skill stands in for another, made of the seeds."""

from __future__ import annotations

from collections import defaultdict

from matching import ClosenessTable, Taxonomy, closeness_table
from recruit.config import resource
from recruit.services.demo import SEED, load_recipe, specialists

PEOPLE = 2000
"""How many demonstration profiles the table learns company from."""


def table_of_the_seeds() -> ClosenessTable:
    """The table as the seeds make it now; it knows whether the committed one is the same."""
    taxonomy = Taxonomy.from_csv(resource("seeds") / "taxonomy")
    labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in taxonomy.entries():
        labels[entry.concept_id][entry.language].append(entry.label)
    people = specialists(load_recipe(resource("seeds") / "demo"), labels, PEOPLE)
    return closeness_table(
        taxonomy,
        [[claim.concept for claim in person.claims] for person in people],
        {"demonstration_profiles": PEOPLE, "demonstration_seed": SEED},
    )
