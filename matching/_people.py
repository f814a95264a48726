"""A small table's rows made ready to be explained."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from matching._person import Holding, Person
from matching._table import ProfileTable, number


def people(table: ProfileTable) -> Iterator[Person]:
    """Everybody made ready to be explained, without an object a claim."""
    columns = table.columns
    names, offsets = table.names, columns["holding_offsets"].tolist()
    holdings = [
        Holding(
            claim_id or f"experience:{names[code]}",
            names[code],
            level or None,
            number(years),
            number(stated),
            standing,
            trust,
        )
        for claim_id, code, level, years, stated, standing, trust in zip(
            table.named_claims().tolist(),
            columns["holding_concept"].tolist(),
            columns["holding_level"].tolist(),
            table.years.tolist(),
            columns["holding_years"].tolist(),
            table.standing.tolist(),
            table.trust.tolist(),
            strict=True,
        )
    ]
    is_time = columns["holding_is_experience"].tolist()
    days, ready = columns["available"].tolist(), columns["ready"].tolist()
    for row, (start, stop) in enumerate(pairwise(offsets)):
        held = holdings[start:stop]
        yield Person(
            table.ids[row],
            held,
            [one for one, time in zip(held, is_time[start:stop], strict=True) if time],
            table.coded("language", row),
            days[row] or None,
            number(float(columns["pay"][row])),
            None if ready[row] < 0 else bool(ready[row]),
            frozenset(table.coded("wish", row)),
            words=table.words(row),
        )
