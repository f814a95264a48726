"""What rows and results are called in the reader's language; both faces speak with it."""

from recruit.wording.advice import change_text
from recruit.wording.amounts import (
    country_name,
    date_text,
    hours_text,
    isolated,
    language_name,
    money,
    pay_text,
    years_text,
)
from recruit.wording.choices import choice_text, choices, level_choices
from recruit.wording.concepts import type_name
from recruit.wording.reasons import (
    Telling,
    component_text,
    held_by_candidate,
    held_by_profile,
    held_facts,
    match_view,
    verdict_text,
)
from recruit.wording.views import BlockView, HeldFacts, MatchView, PartView, ReasonView
from recruit.wording.weights import weight_changes, weight_text

__all__ = [
    "BlockView",
    "HeldFacts",
    "MatchView",
    "PartView",
    "ReasonView",
    "Telling",
    "change_text",
    "choice_text",
    "choices",
    "component_text",
    "country_name",
    "date_text",
    "held_by_candidate",
    "held_by_profile",
    "held_facts",
    "hours_text",
    "isolated",
    "language_name",
    "level_choices",
    "match_view",
    "money",
    "pay_text",
    "type_name",
    "verdict_text",
    "weight_changes",
    "weight_text",
    "years_text",
]
