"""Small releases in the layouts of ESCO v1.1 and v1.2, every word of them made up."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

BASE = "http://data.europa.eu/esco/"
COOPER, WHEELWRIGHT, TAILOR, BENDING, SEASONING, MEASURING = (
    f"{digit * 8}-0000-4000-8000-000000000000" for digit in "123456"
)


def occupation(id_: str) -> str:
    return f"{BASE}occupation/{id_}"


def skill(id_: str) -> str:
    return f"{BASE}skill/{id_}"


def group(code: str) -> str:
    return f"{BASE}isco/C{code}"


def write(path: Path, columns: str, rows: Iterable[Mapping[str, str]]) -> None:
    names = columns.split()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


OCCUPATIONS = [
    {
        "conceptUri": occupation(COOPER),
        "iscoGroup": "7522",
        "code": "7522.1",
        "preferredLabel": "cooper",
        "altLabels": "barrel maker\ncask maker\nBarrel maker",
        "hiddenLabels": "barell maker",
        "description": "Makes barrels,\nand mends “old” ones.",
    },
    {
        "conceptUri": occupation(WHEELWRIGHT),
        "iscoGroup": "7522",
        "code": "7522.2",
        "preferredLabel": "wheelwright",
        "altLabels": "wheel maker",
    },
    {
        "conceptUri": occupation(TAILOR),
        "iscoGroup": "7531",
        "code": "7531.9",
        "preferredLabel": "garment fitter",
        "altLabels": "cask maker's tailor",
    },
]
SKILLS = [
    {"conceptUri": skill(BENDING), "preferredLabel": "bend staves", "altLabels": "stave bending"},
    {"conceptUri": skill(SEASONING), "preferredLabel": "season timber", "altLabels": ""},
    {"conceptUri": skill(MEASURING), "preferredLabel": "gauge casks", "altLabels": ""},
]
GROUPS = [
    {"conceptUri": group(code), "code": code, "preferredLabel": name, "altLabels": ""}
    for code, name in (("752", "Wood treaters and makers"), ("7522", "Makers of wooden things"))
]
BROADER = [
    (group("7522"), group("752")),
    (occupation(COOPER), group("7522")),
    (occupation(WHEELWRIGHT), occupation(COOPER)),
    (occupation(TAILOR), group("7522")),
]
NEEDS = [
    (occupation(COOPER), "essential", skill(BENDING)),
    (occupation(COOPER), "optional", skill(SEASONING)),
]
SKILL_NEEDS = [(skill(BENDING), "essential", skill(SEASONING))]


def release_1_1(folder: Path) -> Path:
    """English, as v1.1 laid it out: relations without a language in their files' names."""
    write(
        folder / "occupations_en.csv",
        "conceptType conceptUri iscoGroup preferredLabel altLabels hiddenLabels status "
        "modifiedDate description code",
        [{"conceptType": "Occupation", "status": "released", **row} for row in OCCUPATIONS],
    )
    write(
        folder / "skills_en.csv",
        "conceptType conceptUri skillType reuseLevel preferredLabel altLabels hiddenLabels status",
        [{"skillType": "skill/competence", "status": "released", **row} for row in SKILLS],
    )
    write(
        folder / "ISCOGroups_en.csv",
        "conceptType conceptUri code preferredLabel status altLabels inScheme description",
        GROUPS,
    )
    _relations(folder, "", "")
    return folder


def release_1_2(folder: Path, language: str = "en") -> Path:
    """The same as v1.2 lays it out: other order, more columns, a language in every name."""
    write(
        folder / f"occupations_{language}.csv",
        "conceptType naceCode conceptUri code preferredLabel altLabels iscoGroup status "
        "hiddenLabels description",
        [{"status": "released", "naceCode": "16.2", **row} for row in OCCUPATIONS],
    )
    write(
        folder / f"skills_{language}.csv",
        "conceptType status conceptUri preferredLabel altLabels hiddenLabels skillType",
        [{"status": "released", **row} for row in SKILLS],
    )
    write(
        folder / f"ISCOGroups_{language}.csv",
        "conceptType conceptUri code status preferredLabel altLabels",
        GROUPS,
    )
    _relations(folder, f"_{language}", " conceptLabel broaderLabel skillLabel occupationLabel")
    return folder


def _relations(folder: Path, suffix: str, more: str) -> None:
    write(
        folder / f"broaderRelationsOccPillar{suffix}.csv",
        f"conceptType conceptUri broaderType broaderUri{more}",
        [{"conceptUri": source, "broaderUri": target} for source, target in BROADER],
    )
    write(
        folder / f"broaderRelationsSkillPillar{suffix}.csv",
        f"conceptType conceptUri{more} broaderType broaderUri",
        [{"conceptUri": skill(MEASURING), "broaderUri": skill("S2.8")}],
    )
    write(
        folder / f"occupationSkillRelations{suffix}.csv",
        f"occupationUri{more} relationType skillType skillUri",
        [{"occupationUri": a, "relationType": kind, "skillUri": b} for a, kind, b in NEEDS],
    )
    write(
        folder / f"skillSkillRelations{suffix}.csv",
        f"originalSkillUri originalSkillType relationType relatedSkillType relatedSkillUri{more}",
        [
            {"originalSkillUri": a, "relationType": kind, "relatedSkillUri": b}
            for a, kind, b in SKILL_NEEDS
        ],
    )
