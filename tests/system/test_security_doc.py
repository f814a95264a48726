"""docs/security.md names only tests that there are, and every row of its checklist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/security.md").read_text()
NAMED = re.compile(r"(tests/[\w/]+\.py)::(\w+)")


def functions_of(path: Path) -> set[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


def test_every_test_that_is_named_exists() -> None:
    named = set(NAMED.findall(TEXT))

    missing = [
        f"{file}::{name}"
        for file, name in sorted(named)
        if not (ROOT / file).is_file() or name not in functions_of(ROOT / file)
    ]

    assert len(named) > 60
    assert missing == []


def test_every_row_of_the_checklist_is_answered() -> None:
    rows = re.findall(r"^\| (\d+) \| .+? \| (yes|part|gap|n/a) \| .+ \|$", TEXT, re.MULTILINE)

    assert [int(number) for number, _ in rows] == list(range(1, 67))


def test_what_is_said_to_hold_names_its_proof() -> None:
    said_here = {"14", "32", "37", "50"}
    rows = re.findall(r"^\| (\d+) \| .+? \| yes \| (.+) \|$", TEXT, re.MULTILINE)

    assert {number for number, how in rows if not NAMED.search(how)} == said_here
