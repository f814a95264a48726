"""Every specialist's working part, as arrays: no object a row, however many there are.

PostgreSQL puts rows together as bytes itself, a piece of a table at a time; reading row by row, by
COPY too, takes eight times as long.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from recruit.models import ClaimEvidence, Visibility

PERSON = np.dtype(
    [
        ("id", "V16"),
        ("available", ">i4"),
        ("pay", ">i4"),
        ("languages", ">i8"),
        ("wishes", ">i8"),
        ("flags", ">i4"),
    ]
)
"""``available`` is an ordinal day, 0 where unknown; ``pay`` -1; ``languages`` and ``wishes`` are
keys of `Keys.lists`; ``flags`` are visibility + 16 * (readiness + 1)."""

LINE = np.dtype(
    [("owner", "V16"), ("concept", ">i8"), ("packed", ">i4"), ("years", ">f8"), ("last", ">f8")]
)
"""A linked claim or time in an occupation: ``concept`` is a key of `Keys.concepts`, ``packed`` is
evidence + 4 * (level + 8 * position); years are NaN where unknown."""

VISIBILITIES = tuple(Visibility)
EVIDENCE = tuple(ClaimEvidence)
CLAIMS, EXPERIENCE = "claim", "candidate_experience"

Rows = npt.NDArray[np.void]

_PAGES = 4000
_ROWS = 50_000

_SEEN = "CASE visibility {} END".format(
    " ".join(f"WHEN '{v.value}' THEN {n}" for n, v in enumerate(VISIBILITIES))
)
_STANDS = "CASE evidence {} END".format(
    " ".join(f"WHEN '{e.value}' THEN {n}" for n, e in enumerate(EVIDENCE))
)
_PACKED = {
    CLAIMS: f"((position * 8 + coalesce(level, 0)) * 4 + {_STANDS})",
    EXPERIENCE: "(position * 32)",
}
_LAST = {CLAIMS: "last_used_years", EXPERIENCE: "NULL"}


@dataclass
class Keys:
    """What the keys in the arrays stand for; filled as the rows are read on SQLite."""

    concepts: dict[int, str] = field(default_factory=dict)
    lists: dict[int, list[str]] = field(default_factory=dict)


def count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM candidate").scalar_one())


def keys(connection: Connection) -> Keys:
    """The keys' meanings. Raises `ValueError` if two of them have one key."""
    made = Keys()
    if connection.dialect.name != "postgresql":
        ids = connection.exec_driver_sql("SELECT id FROM concept ORDER BY id").scalars()
        made.concepts = dict(enumerate(ids))
        return made
    for key, concept in connection.exec_driver_sql(
        "SELECT hashtextextended(id, 0), id FROM concept"
    ):
        if made.concepts.setdefault(key, concept) != concept:
            raise ValueError("two concepts have the same key")
    for key, listed in connection.exec_driver_sql(
        "SELECT DISTINCT hashtextextended(languages::text, 0), languages FROM candidate "
        "UNION SELECT DISTINCT hashtextextended(wishes::text, 0), wishes FROM candidate"
    ):
        if made.lists.setdefault(key, listed) != listed:
            raise ValueError("two lists have the same key")
    return made


def people(connection: Connection, known: Keys) -> Iterator[Rows]:
    """Everybody, in arrays of `PERSON`."""
    if connection.dialect.name == "postgresql":
        yield from _sent(
            connection,
            "candidate",
            "uuid_send(id) || int4send(coalesce(available_from - DATE '0001-01-01' + 1, 0)) "
            "|| int4send(coalesce(pay_wanted, -1)) "
            "|| int8send(hashtextextended(languages::text, 0)) "
            "|| int8send(hashtextextended(wishes::text, 0)) "
            f"|| int4send({_SEEN} + 16 * (1 + coalesce(ready_to_move::int, -1)))",
            "true",
            PERSON,
        )
        return
    codes: dict[str, int] = {}
    for columns in _fetched(
        connection,
        # From a day of the year 1970 to an ordinal one.
        "SELECT id, coalesce(unixepoch(available_from) / 86400 + 719163, 0), "  # noqa: S608
        "coalesce(pay_wanted, -1), languages, wishes, "
        f"{_SEEN} + 16 * (1 + coalesce(ready_to_move, -1)) FROM candidate",
    ):
        made = np.empty(len(columns[0]), dtype=PERSON)
        made["id"] = _unhexed(columns[0])
        for name, column in zip(
            ("available", "pay", "flags"), (*columns[1:3], columns[5]), strict=True
        ):
            made[name] = column
        for name, column in (("languages", columns[3]), ("wishes", columns[4])):
            made[name] = [codes.setdefault(listed, len(codes)) for listed in column]
        for listed, code in codes.items():
            if code not in known.lists:
                known.lists[code] = json.loads(listed)
        yield made


def lines(connection: Connection, table: str, known: Keys) -> Iterator[Rows]:
    """Every linked line of `CLAIMS` or `EXPERIENCE`, in arrays of `LINE`, in no order."""
    if connection.dialect.name == "postgresql":
        yield from _sent(
            connection,
            table,
            "uuid_send(candidate_id) || int8send(hashtextextended(concept_id, 0)) "
            f"|| int4send({_PACKED[table]}) || float8send(coalesce(years, 'NaN'::float8)) "
            f"|| float8send(coalesce({_LAST[table]}, 'NaN'::float8))",
            "concept_id IS NOT NULL",
            LINE,
        )
        return
    codes = {concept: key for key, concept in known.concepts.items()}
    for owner, concept, packed, years, last in _fetched(
        connection,
        f"SELECT candidate_id, concept_id, {_PACKED[table]}, years, {_LAST[table]} "  # noqa: S608
        f"FROM {table} WHERE concept_id IS NOT NULL",
    ):
        made = np.empty(len(owner), dtype=LINE)
        made["owner"] = _unhexed(owner)
        made["concept"] = [codes[held] for held in concept]
        made["packed"] = packed
        made["years"] = np.array(years, dtype=np.float64)
        made["last"] = np.array(last, dtype=np.float64)
        yield made


def unlinked(connection: Connection) -> Iterator[tuple[str, str]]:
    """(Hexadecimal id, text) of each claim that no concept covers, a person's in their order."""
    rows = connection.exec_driver_sql(
        "SELECT candidate_id, position, text FROM claim WHERE concept_id IS NULL"
    )
    for owner, _, said in sorted((str(owner), at, said) for owner, at, said in rows):
        yield owner.replace("-", ""), said


def _sent(
    connection: Connection, table: str, record: str, which: str, kind: np.dtype[Any]
) -> Iterator[Rows]:
    """Rows as bytes of one width, some thousand pages of a table at a time."""
    driver: Any = connection.connection.driver_connection
    with driver.cursor(binary=True) as cursor:
        cursor.execute(f"SELECT pg_relation_size('{table}') / current_setting('block_size')::int")
        pages = int(cursor.fetchone()[0])

        def piece(page: int) -> bytes | None:
            cursor.execute(
                f"SELECT string_agg({record}, '') FROM {table} WHERE {which} "  # noqa: S608
                f"AND ctid >= '({page},0)' AND ctid < '({page + _PAGES},0)'"
            )
            content: bytes | None = cursor.fetchone()[0]
            return content

        for content in _ahead(piece, range(0, pages, _PAGES)):
            if content:
                yield np.frombuffer(content, dtype=kind)


def _ahead(fetch: Callable[[int], bytes | None], places: Iterable[int]) -> Iterator[bytes | None]:
    """What is fetched at each place; while one piece is worked on, the server makes the next."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming: Future[bytes | None] | None = None
        for place in places:
            done, coming = coming, pool.submit(fetch, place)
            if done is not None:
                yield done.result()
        if coming is not None:
            yield coming.result()


def _fetched(connection: Connection, statement: str) -> Iterator[list[Sequence[Any]]]:
    """Columns of some thousand rows at a time."""
    driver: Any = connection.connection.driver_connection
    cursor = driver.execute(statement)
    try:
        while rows := cursor.fetchmany(_ROWS):
            yield list(zip(*rows, strict=True))
    finally:
        cursor.close()


def _unhexed(column: Sequence[str]) -> Rows:
    return np.frombuffer(bytes.fromhex("".join(column)), dtype="V16")
