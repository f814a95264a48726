"""The committed table of closeness, made anew from a vocabulary and the company skills keep."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching import association
from matching.similarity import FLOOR, TABLE, TOGETHER, TOGETHER_MOST, Closeness, together_rows
from matching.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class ClosenessTable:
    """A table made anew, with how many of its pairs come from the graph and from company."""

    closeness: Closeness
    by_graph: int
    by_company: int
    files: Mapping[Path, str]

    @property
    def stands(self) -> bool:
        """Whether the committed files are the same."""
        return all(
            path.exists() and path.read_text(encoding="utf-8") == text
            for path, text in self.files.items()
        )

    def write(self) -> None:
        """Write it over the committed files."""
        for path, text in self.files.items():
            path.write_text(text, encoding="utf-8", newline="\n")
        together_rows.cache_clear()


def closeness_table(
    taxonomy: Taxonomy, people: Iterable[Iterable[str]], made_of: Mapping[str, Any]
) -> ClosenessTable:
    """The table of a vocabulary and of people, each the concepts of their claims.

    ``made_of`` says in the file where the people came from.
    """
    made = association.together(
        [
            association.occupation_contexts(taxonomy.relations),
            [dict.fromkeys(claims, 1.0) for claims in people],
        ],
        {concept.id: concept.type for concept in taxonomy},
    )
    closeness = Closeness.from_taxonomy(taxonomy, made)
    graph = Closeness.from_taxonomy(taxonomy, ())
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["asked", "held", "closeness", "by"])
    counts = {"graph": 0, TOGETHER: 0}
    for asked, held, value in closeness.rows():
        by = "graph" if graph(asked, held) == value else TOGETHER
        counts[by] += 1
        writer.writerow([asked, held, f"{value:g}", by])
    about = {
        "version": closeness.version,
        "pairs": counts,
        "made_of": dict(made_of),
        "graph": "matching/similarity.py: the best product of factors along a path",
        TOGETHER: "matching/association.py: PPMI of occupation links and profiles, truncated SVD,"
        " cosine",
        "constants": {
            "floor": FLOOR,
            "together_most": TOGETHER_MOST,
            "dimensions": association.DIMENSIONS,
            "nearest": association.NEAREST,
            "least_cosine": association.LEAST_COSINE,
        },
        "changed_by": "flask matching closeness --write",
    }
    files = {
        TABLE: lines.getvalue(),
        TABLE.with_suffix(".json"): json.dumps(about, ensure_ascii=False, indent=2) + "\n",
    }
    return ClosenessTable(closeness, counts["graph"], counts[TOGETHER], files)
