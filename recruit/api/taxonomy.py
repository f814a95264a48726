"""The vocabulary of the trade: from words to concepts, and the concepts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from flask import Response, request, url_for
from flask_babel import force_locale

from recruit.api import examples
from recruit.api.answers import answer
from recruit.api.blueprint import ApiBlueprint, keyless, refuses
from recruit.api.taxonomy_schemas import (
    ConceptDetailsQuery,
    ConceptList,
    ConceptQuery,
    ConceptWhole,
    LinkAnswer,
    LinkIn,
    MentionsAnswer,
    MentionsIn,
    SuggestAnswer,
    SuggestQuery,
)
from recruit.errors import Fault, Invalid, fault
from recruit.extensions import limiter
from recruit.identity import browser_language, locale
from recruit.services import matching
from recruit.services.text import clean
from recruit.wording import type_name

bp = ApiBlueprint(
    "taxonomy",
    "/taxonomy",
    title="Taxonomy",
    description="The words of the sewing trade in Kyrgyz, Russian, English, Uzbek, Bengali and "
    "Urdu, and the concepts they stand for.",
)

PER_ADDRESS = "1200 per minute"
"""A whole workshop types behind one address."""
KEPT = 300
"""Seconds for which anybody on the way may keep what was suggested."""


@bp.post("/link")
@bp.doc(operationId="linkText")
@bp.arguments(LinkIn, example=examples.LINK)
@bp.response(200, LinkAnswer)
def link(body: dict[str, Any]) -> Response:
    """Find the concepts a short text may mean"""
    language = body.get("language") or locale()
    types = body.get("types") or None
    for number, type_ in enumerate(types or ()):
        _check_type(f"types-{number}", type_)
    links = [
        {
            "concept": found.concept_id,
            "label": matching.label(found.concept_id, language),
            "type": matching.concept_type(found.concept_id),
            "score": found.score,
            "matched": found.label,
        }
        for found in matching.link(body["text"], types=types, k=body["k"])
    ]
    return answer({"links": links, "taxonomy": matching.taxonomy_version()})


@bp.post("/mentions")
@bp.doc(operationId="findMentions")
@bp.arguments(MentionsIn, example=examples.MENTIONS)
@bp.response(200, MentionsAnswer)
def mentions(body: dict[str, Any]) -> Response:
    """Find every concept a paragraph names, with its place and the facts beside it"""
    language = body.get("language") or locale()
    found = [
        {
            "concept": mention.concept_id,
            "label": matching.label(mention.concept_id, language),
            "type": matching.concept_type(mention.concept_id),
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "score": mention.score,
            "negated": mention.negated,
            "facts": dict(mention.facts),
        }
        for mention in matching.mentions(body["text"])
    ]
    return answer({"mentions": found, "taxonomy": matching.taxonomy_version()})


@bp.get("/concepts")
@bp.doc(operationId="listConcepts")
@bp.arguments(ConceptQuery, location="query")
@bp.response(200, ConceptList)
def concepts(query: dict[str, Any]) -> Response:
    """List the concepts, by label"""
    type_ = query.get("type")
    if type_ is not None:
        _check_type("type", type_)
    found = matching.concepts(
        query.get("language") or locale(),
        types=None if type_ is None else {type_},
        text=query.get("text", ""),
    )
    return answer(
        {
            "concepts": [_entry(entry) for entry in found],
            "total": len(found),
            "taxonomy": matching.taxonomy_version(),
        }
    )


@bp.get("/concepts/<concept_id>")
@bp.doc(operationId="getConcept")
@refuses(404)
@bp.arguments(ConceptDetailsQuery, location="query")
@bp.response(200, ConceptWhole)
def concept(query: dict[str, Any], concept_id: str) -> Response:
    """Read a concept with every label and its neighbours"""
    found = matching.concept(concept_id, query.get("language") or locale())
    return answer(
        {
            **_entry(found.entry),
            "labels": [
                {"language": x.language, "text": x.text, "kind": x.kind} for x in found.labels
            ],
            "broader": _names(found.broader),
            "narrower": _names(found.narrower),
            "related": _names(found.related),
            "essential": _names(found.essential),
            "optional": _names(found.optional),
            "taxonomy": matching.taxonomy_version(),
        }
    )


@bp.get("/suggest")
@bp.doc(operationId="suggestConcepts")
@keyless
@limiter.limit(PER_ADDRESS)
@bp.arguments(SuggestQuery, location="query")
@bp.response(200, SuggestAnswer)
def suggest(query: dict[str, Any]) -> Response:
    """Offer concepts for the first letters of a word, in any language and script

    Needs no key. The same for everybody, so it may be kept for five minutes.
    """
    types = query.get("type") or None
    for number, type_ in enumerate(types or ()):
        _check_type(f"type-{number}", type_)
    language = query.get("language") or browser_language()
    version = matching.suggest_version()
    response = Response(content_type="application/json")
    response.set_etag(f"{version}-{language}")
    if response.make_conditional(request).status_code != 304:
        with force_locale(language):
            offered = [
                {
                    "concept": found.concept_id,
                    "label": found.label,
                    "matched": found.matched,
                    "type": found.type,
                    "type_label": type_name(found.type),
                }
                for found in matching.suggest(
                    clean(query["q"]), language, types=types, k=query["limit"]
                )
            ]
        response.set_data(orjson.dumps({"suggestions": offered, "taxonomy": version}))
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    response.headers["Content-Language"] = language
    response.vary.add("Accept-Language")
    return response


def _entry(entry: matching.ConceptEntry) -> dict[str, Any]:
    return {
        "concept": entry.id,
        "label": entry.label,
        "type": entry.type,
        "isco08": entry.isco08,
        "esco": entry.esco,
        "url": url_for("api_taxonomy.concept", concept_id=entry.id),
    }


def _names(found: Sequence[matching.ConceptName]) -> list[dict[str, str]]:
    return [{"concept": name.id, "label": name.label} for name in found]


def _check_type(field: str, type_: str) -> None:
    if type_ not in matching.REQUIRABLE and type_ not in matching.concept_types():
        raise Invalid([fault(field, Fault.UNKNOWN_CHOICE)])
