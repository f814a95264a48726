"""The people of the clone audit: each skill profile told by a man and a woman of every country, in
the languages they write, with what such a person writes around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recruit.config import resource

SEXES = ("m", "f")
_EITHER = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@dataclass(frozen=True, slots=True)
class Clone:
    """One telling of a skill profile. ``bare`` are the parts without what is written around;
    ``country`` (ISO 3166), ``sex`` and ``language`` are the auditor's, no reader sees them."""

    id: str
    skills: str
    country: str
    sex: str
    language: str
    bare: Mapping[str, Any]
    parts: Mapping[str, Any]


def clones(copies: int, directory: Path | None = None) -> list[Clone]:
    """``copies`` tellings of every profile for each country and sex, in its languages by turns.

    A man's and a woman's differ only where the grammar does, and by name and address. Raises
    `FileNotFoundError`, `ValueError` or `KeyError` where the texts do not say what they must.
    """
    if copies < 1:
        raise ValueError("copies must be 1 or more")
    folder = directory or resource("seeds") / "fairness"
    around = json.loads((folder / "around.json").read_text(encoding="utf-8"))["countries"]
    lines = (folder / "clones.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        clone
        for number, line in enumerate(lines)
        for clone in _tellings(number, json.loads(line), around, copies)
    ]


def _tellings(
    number: int, row: Mapping[str, Any], around: Mapping[str, Any], copies: int
) -> Iterator[Clone]:
    for country, here in around.items():
        languages = list(here["voices"])
        for copy in range(copies):
            language = languages[copy % len(languages)]
            turn = number + copy // len(languages)
            for sex in SEXES:
                bare = {key: _said(value, sex) for key, value in row["texts"][language].items()}
                before, after = _words_around(here, language, sex, turn)
                yield Clone(
                    id=f"{row['id']}-{country}-{sex}-{copy}",
                    skills=row["id"],
                    country=country,
                    sex=sex,
                    language=language,
                    bare=bare,
                    parts={**bare, "about": f"{before} {bare['about']} {after}"},
                )


def _words_around(here: Mapping[str, Any], language: str, sex: str, turn: int) -> tuple[str, str]:
    """A greeting and a farewell, those of the ``turn``."""
    voice = here["voices"][language]

    def one(options: list[str], step: int = 1) -> str:
        return options[turn // step % len(options)]

    user = one(here["users"][sex])
    gaps = {
        "name": one(voice["names"][sex]),
        "city": one(voice["cities"], 2),
        "age": str(22 + turn * 7 % 25),
        "phone": one(here["phones"]),
        "email": one(here["emails"]).replace("{user}", user),
    }
    openings, closings = voice["openings"], voice["closings"]
    return (
        _said(one(openings), sex).format(**gaps),
        _said(one(closings, len(openings)), sex).format(**gaps),
    )


def _said(value: Any, sex: str) -> Any:
    """A text as a man or a woman writes it, or a list of parts with such texts."""
    if isinstance(value, str):
        return _EITHER.sub(lambda found: found[1 + SEXES.index(sex)], value)
    if isinstance(value, list):
        return [{key: _said(part, sex) for key, part in item.items()} for item in value]
    return value
