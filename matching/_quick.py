"""The likeliest concept of the words of a text, by few comparisons each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matching._candidates import LabelIndex, heard
from matching._features import Form, features, score
from matching._lexicon import Lexicon

FloatVector = npt.NDArray[np.float32]
_CANDIDATES = 8
_LEAST = 0.4
_BATCH_CELLS = 4_000_000
_MOST_LIKE = 0.99


def likeliest(
    lexicon: Lexicon, index: LabelIndex, forms: Sequence[Form]
) -> Iterator[tuple[float, int] | None]:
    """For each form the score and place of the best label, None where none is near."""
    step = max(1, min(256, _BATCH_CELLS // len(lexicon.rows)))
    for start in range(0, len(forms), step):
        batch = forms[start : start + step]
        cosines, known = index.heard.cosines([heard(form) for form in batch])
        near = np.ascontiguousarray(cosines.T) / np.maximum(known, 1e-6)[:, None]
        size = min(_CANDIDATES, near.shape[1])
        tops = np.argpartition(-near, size - 1, axis=1)[:, :size]
        for form, row, top in zip(batch, near, tops, strict=True):
            yield _best(lexicon, form, row, top.tolist()) if form.words else None


def _best(
    lexicon: Lexicon, form: Form, cosines: FloatVector, top: list[int]
) -> tuple[float, int] | None:
    covered = lexicon.covered(form)
    sure = lexicon.sure(form, None)
    weights, type_fit = lexicon.weigh(form), lexicon.type_fit(form, None)
    best: tuple[float, int, int] | None = None
    labels = [*sure, *top, *_covering(lexicon, cosines, covered, _CANDIDATES // 2)]
    for n in dict.fromkeys(labels):
        cosine = float(cosines[n])
        if cosine < _LEAST and n not in sure:
            continue
        values = features(
            form,
            lexicon.forms[n],
            weights,
            lexicon.weights[n],
            cosine,
            covered.get(int(lexicon.concept_of[n]), 0.0),
            float(type_fit[lexicon.type_of[n]]),
        )
        value = max(_MOST_LIKE * score(values), sure.get(n, 0.0))
        standing = (-value, lexicon.kinds[n], n)
        if best is None or standing < best:
            best = standing
    return (-best[0], best[2]) if best else None


def _covering(
    lexicon: Lexicon, cosines: FloatVector, covered: dict[int, float], count: int
) -> list[int]:
    """The label most like the text of each concept that uses most of its words."""
    likely = sorted(covered, key=lambda concept: (-covered[concept], concept))[: 2 * count]
    found: list[tuple[float, int]] = []
    for concept in likely:
        start, end = lexicon.spans[concept]
        n = start + int(cosines[start:end].argmax())
        found.append((-covered[concept] - float(cosines[n]), n))
    return [n for _, n in sorted(found)[:count]]
