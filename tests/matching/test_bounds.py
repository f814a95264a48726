"""Bounds of scores, by the integers of the posting lists."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from matching._bounds import bound
from matching._gates import scored
from matching._groups import GROUP
from tests.matching.people import index_of, populations, postings


@given(postings, populations)
def test_nobody_scores_above_the_bound_of_their_row_nor_of_their_group(posting, people):
    index = index_of(people)
    segment, made = index._segments[0], index.ranker.plan(posting)
    assert segment.lists is not None
    assert segment.groups is not None
    rows = np.arange(len(segment))
    scores, blocked = scored(made, segment, rows)

    everybody = bound(made, segment.lists, segment.groups, gated=False)
    sums = segment.added(everybody.additions)
    assert (everybody.of_rows(sums[rows], rows) >= scores).all()
    tops = everybody.points(sums.reshape(GROUP, -1).max(axis=0), slice(None))
    assert (tops[rows % len(tops)] >= scores).all()

    passing = bound(made, segment.lists, segment.groups, gated=True)
    sums = segment.added(passing.additions)
    assert (passing.of_rows(sums[rows], rows)[~blocked] >= scores[~blocked]).all()
