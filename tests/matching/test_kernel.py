import numpy as np
import pytest

from matching import _kernel


def test_each_range_adds_its_constant_to_its_people_in_place():
    counters = np.ones(6, dtype=np.uint16)
    ids = np.array([0, 2, 5, 1, 2], dtype=np.int32)

    _kernel.add_ranges(
        counters, ids, np.array([0, 3, 5], dtype=np.int32), np.array([10, 7], dtype=np.uint16)
    )

    assert counters.tolist() == [11, 8, 18, 1, 1, 11]


def test_both_loops_add_alike():
    chance = np.random.default_rng(5)
    ids = np.concatenate([np.sort(chance.choice(5000, 900, replace=False)) for _ in range(40)])
    ids = ids.astype(np.int32)
    bounds = np.arange(0, 36_001, 900, dtype=np.int32)
    constants = chance.integers(0, 1000, 40).astype(np.uint16)
    made = np.ones((2, 5000), dtype=np.uint16)
    expected = np.ones(5000, dtype=np.int64)
    np.add.at(expected, ids, np.repeat(constants.astype(np.int64), 900))

    _kernel.add_ranges(made[0], ids, bounds, constants)
    _kernel._public(made[1], ids, bounds, constants, np.ones(len(ids), dtype=np.uint16))

    assert made[0].tolist() == expected.tolist()
    assert made[1].tolist() == expected.tolist()


def test_a_loop_that_counts_wrongly_is_found_out():
    def forgetful(counters, ids, bounds, constants, ones):
        counters[ids[:3]] += constants[0]

    assert _kernel.is_exact(_kernel._public)
    assert not _kernel.is_exact(forgetful)


def test_without_the_private_loop_the_public_one_stands_in(monkeypatch):
    from scipy.sparse import _sparsetools

    monkeypatch.delattr(_sparsetools, "csc_matvec")
    assert _kernel._compiled() is None

    monkeypatch.setattr(_sparsetools, "csc_matvec", lambda *_: None, raising=False)
    assert _kernel._compiled() is None


@pytest.mark.parametrize("size", [1, 65_536, 200_000])
def test_lists_of_any_length_are_added(size):
    counters = np.zeros(size, dtype=np.uint16)

    _kernel.add_ranges(
        counters,
        np.arange(size, dtype=np.int32),
        np.array([0, size], dtype=np.int32),
        np.array([3], dtype=np.uint16),
    )

    assert counters.sum(dtype=np.int64) == 3 * size
