"""Demonstration people and posts, made from the recipe in ``seeds/demo``.

Nothing here knows the database or the engine: it turns a recipe and a seed into plain records, so
that the same seed gives the same people on every machine.
"""

from recruit.services.demo.people import SEED, specialists, vacancies
from recruit.services.demo.recipe import Recipe, load_recipe
from recruit.services.demo.records import (
    DemoClaim,
    DemoEmployer,
    DemoExperience,
    DemoRequirement,
    DemoSpecialist,
    DemoVacancy,
    Place,
)

__all__ = [
    "SEED",
    "DemoClaim",
    "DemoEmployer",
    "DemoExperience",
    "DemoRequirement",
    "DemoSpecialist",
    "DemoVacancy",
    "Place",
    "Recipe",
    "load_recipe",
    "specialists",
    "vacancies",
]
