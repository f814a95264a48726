import json

import numpy as np
import pytest

from matching import store
from matching.index import Index
from matching.records import Claim, Posting, Profile, Requirement
from tests.matching.people import CLOSENESS, TAXONOMY

OVERLOCK = Posting("v", requirements=(Requirement("r", "overlock"),))


@pytest.fixture
def path(tmp_path):
    people = [Profile(f"p{i}", claims=(Claim("c1", "overlock", 3, 2.0),)) for i in range(300)]
    Index.build(TAXONOMY, CLOSENESS, people, tmp_path / "index")
    return tmp_path / "index"


def files(path):
    return sorted((path / store.current(path)).glob("*.npy"))


def test_every_bit_that_flips_is_noticed(path):
    for file in [*files(path), path / store.current(path) / "about.json"]:
        whole = file.read_bytes()
        changed = bytearray(whole)
        changed[len(whole) * 2 // 3] ^= 4
        file.write_bytes(changed)
        with pytest.raises(store.DamagedIndex):
            Index.open(path)
        file.write_bytes(whole)

    assert len(Index.open(path)) == 300


def test_a_file_cut_short_or_missing_is_noticed_without_reading_it_all(path):
    for file in files(path):
        whole = file.read_bytes()
        file.write_bytes(whole[:-1])
        with pytest.raises(store.DamagedIndex, match="cut short"):
            Index.open(path, check=False)
        file.unlink()
        with pytest.raises(store.DamagedIndex):
            Index.open(path, check=False)
        file.write_bytes(whole)


def test_a_pointer_that_cannot_be_read_is_damage_and_none_is_no_index(path, tmp_path):
    (path / "current.json").write_text("{")
    with pytest.raises(store.DamagedIndex):
        Index.open(path)

    with pytest.raises(FileNotFoundError):
        Index.open(tmp_path / "nowhere")


def test_another_format_asks_to_be_built(path, monkeypatch):
    monkeypatch.setattr(store, "FORMAT", 99)

    with pytest.raises(store.DamagedIndex, match="build it"):
        Index.open(path)


def test_a_full_disk_leaves_what_was_current(path, monkeypatch):
    before = store.current(path)
    index = Index.open(path)
    index.upsert([Profile("new", claims=(Claim("c1", "overlock"),))])
    save, written = np.save, []

    def full(out, column, **kept):
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        written.append(1)
        save(out, column, **kept)

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(OSError, match="No space"):
        index.save()

    assert store.current(path) == before
    assert len(Index.open(path)) == 300
    assert len(index.search(OVERLOCK, None)) == 301
    assert not list(path.glob("writing-*"))


def test_a_writer_killed_before_the_pointer_moved_is_as_if_it_had_not_begun(path):
    before = store.current(path)
    (path / "generation-9").mkdir()
    (path / "writing-abc").mkdir()

    index = Index.open(path)
    index.upsert([Profile("new")])
    index.save()

    assert before != store.current(path)
    assert [found.name for found in path.iterdir() if found.is_dir()] == ["generation-10"]
    assert json.loads((path / "current.json").read_text())["generation"] == "generation-10"
