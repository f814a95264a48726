"""tantivy: a word is a skill at a level, each worth a constant; the collector keeps fifty."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import tantivy

from tests.bench.plain import LEVELS, Ask, K, People, Question


class Tantivy:
    name = "tantivy, constant scores of words"
    clock = staticmethod(time.process_time)
    exact = True

    def __init__(self, people: People, questions: Sequence[Question], folder: Path) -> None:
        self.folder = folder / "tantivy"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("skills", tokenizer_name="whitespace", index_option="basic")
        self.schema = builder.build()
        index = tantivy.Index(self.schema, path=str(self.folder))
        writer = index.writer(heap_size=512_000_000, num_threads=1)
        names = [str(token) for token in range(len(people.skills) * LEVELS)]
        for row in people.tokens.reshape(len(people), -1).tolist():
            held = tantivy.Document()
            held.add_text("skills", " ".join([names[token] for token in row]))
            writer.add_document(held)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()
        self.asked = [self._query(question) for question in questions]

    def _query(self, question: Question) -> tantivy.Query:
        parts = [self._term(ask, level) for ask in question for level in range(1, LEVELS + 1)]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _term(self, ask: Ask, level: int) -> tantivy.Query:
        token = str(ask.skill * LEVELS + level - 1)
        term = tantivy.Query.term_query(self.schema, "skills", token, "basic")
        return tantivy.Query.const_score_query(term, float(ask.worth(level)))

    def top(self, number: int) -> Sequence[float]:
        found = self.searcher.search(self.asked[number], K, count=False)
        return [score for score, _ in found.hits]

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
