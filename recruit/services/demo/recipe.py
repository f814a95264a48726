"""Reads ``seeds/demo`` into typed records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recruit.services.demo.records import DemoEmployer, DemoRequirement, DemoVacancy, Place
from recruit.services.demo.wording import Template, Voice

SKILL_GROUPS = ("machines", "operations", "garments", "fabrics", "software", "other")


@dataclass(frozen=True, slots=True)
class Trade:
    """One kind of specialist: what they are likely to know, for how long, and for what pay.

    ``skills`` gives, for each group, the chance that a specialist holds a concept; ``years`` are
    least, usual and most; ``pay`` is som a month for a beginner and for a master.
    """

    key: str
    occupation: str
    weight: float
    sews: bool
    years: tuple[float, float, float]
    pay: tuple[int, int]
    earlier_occupations: tuple[str, ...]
    skills: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Country:
    """Where specialists live: the voices they write in and the languages they speak."""

    code: str
    weight: float
    writes: Mapping[str, float]
    speaks: Mapping[str, float]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything the demonstration is made from."""

    trades: tuple[Trade, ...]
    wishes: Mapping[str, float]
    countries: tuple[Country, ...]
    places: Mapping[str, Place]
    workshop_places: tuple[Place, ...]
    voices: Mapping[str, Voice]
    employers: tuple[DemoEmployer, ...]
    vacancies: tuple[DemoVacancy, ...]

    def concepts(self) -> frozenset[str]:
        """Every taxonomy id the recipe speaks of."""
        found = set(self.wishes)
        for trade in self.trades:
            found |= {trade.occupation, *trade.earlier_occupations}
            for group in trade.skills.values():
                found |= set(group)
        for vacancy in self.vacancies:
            found |= {vacancy.occupation, *(r.concept for r in vacancy.requirements)}
        return frozenset(found)


def load_recipe(directory: Path | str) -> Recipe:
    """Read the recipe from the JSON files of a directory.

    Raises `FileNotFoundError` where a file is missing, `KeyError` or `ValueError` where one does
    not say what it must.
    """
    root = Path(directory)
    trades, places = _read(root, "trades"), _read(root, "places")
    towns = {
        row["key"]: Place(row["key"], row["country"], row["names"]) for row in places["places"]
    }
    employers = tuple(
        DemoEmployer(row["key"], row["name"], towns[row["place"]], row["workers"])
        for row in _read(root, "employers")["employers"]
    )
    return Recipe(
        trades=tuple(_trade(row) for row in trades["trades"]),
        wishes=trades["wishes"],
        countries=tuple(_country(code, row, towns) for code, row in places["countries"].items()),
        places=towns,
        workshop_places=tuple(towns[key] for key in places["workshop_places"]),
        voices={key: _voice(row) for key, row in _read(root, "phrases")["voices"].items()},
        employers=employers,
        vacancies=tuple(
            _vacancy(row, towns, {e.key for e in employers})
            for row in _read(root, "vacancies")["vacancies"]
        ),
    )


def _read(root: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def _trade(row: Mapping[str, Any]) -> Trade:
    unknown = set(row["skills"]) - set(SKILL_GROUPS)
    if unknown:
        raise ValueError(f"trade {row['key']} has unknown groups {sorted(unknown)}")
    years, pay = row["years"], row["pay"]
    return Trade(
        key=row["key"],
        occupation=row["occupation"],
        weight=row["weight"],
        sews=row["sews"],
        years=(years["min"], years["mode"], years["max"]),
        pay=(pay["starting"], pay["master"]),
        earlier_occupations=tuple(row["earlier_occupations"]),
        skills=row["skills"],
    )


def _country(code: str, row: Mapping[str, Any], towns: Mapping[str, Place]) -> Country:
    homes = tuple(town for town in towns.values() if town.country == code)
    if not homes:
        raise ValueError(f"no place to live in {code}")
    return Country(code, row["weight"], row["writes"], row["speaks"], homes)


def _voice(row: Mapping[str, Any]) -> Voice:
    return Voice(
        language=row["language"],
        script=row["script"],
        mixes_in=row["mixes_in"],
        comma=row["comma"],
        digits=row["digits"],
        years=row["years"],
        levels=tuple(row["levels"]),
        workplaces=tuple(row["workplaces"]),
        templates={
            kind: tuple(Template.parse(text) for text in texts)
            for kind, texts in row["templates"].items()
        },
    )


def _vacancy(
    row: Mapping[str, Any], towns: Mapping[str, Place], employers: set[str]
) -> DemoVacancy:
    if row["employer"] not in employers:
        raise ValueError(f"vacancy {row['key']} names no known employer")
    pay = row["pay"]
    return DemoVacancy(
        key=row["key"],
        employer_key=row["employer"],
        title=row["title"],
        description=row["description"],
        language=row["language"],
        occupation=row["occupation"],
        requirements=tuple(
            DemoRequirement(
                text=asked["text"],
                concept=asked["concept"],
                importance=asked["importance"],
                min_level=asked.get("min_level"),
                min_years=asked.get("min_years"),
            )
            for asked in row["requirements"]
        ),
        headcount=row["headcount"],
        pay_basis=pay["basis"],
        pay_min=pay["min"],
        pay_max=pay["max"],
        currency=pay["currency"],
        guaranteed_minimum=pay.get("guaranteed_minimum"),
        hours_per_day=row["hours_per_day"],
        days_per_week=row["days_per_week"],
        shift=row["shift"],
        housing="housing" in row["offers"],
        meals="meals" in row["offers"],
        transport="transport" in row["offers"],
        place=towns[row["place"]],
        start_in_days=row["start_in_days"],
        contract_months=row.get("contract_months"),
        floor_languages=tuple(row["floor_languages"]),
    )
