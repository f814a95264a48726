"""The engine: a library that knows words, skills and numbers, and nothing of sites or people."""

from matching._finding import CLAIMABLE
from matching.crews import Crew, Seat, assign_crew
from matching.evaluation import (
    average_precision,
    dcg,
    mean_average_precision,
    mean_reciprocal_rank,
    ndcg,
    precision_at,
    reciprocal_rank,
)
from matching.extraction import Extractor, Mention
from matching.fairness import (
    exposure,
    exposure_ratio,
    impact_ratio,
    infeasible_index,
    ndkl,
    scoring_rates,
    selection_rates,
    shares,
    skew,
)
from matching.index import Index, ProfileTable, Verification, merge_top
from matching.linking import Link, Linker
from matching.ranking import Ranker
from matching.reading import Reader
from matching.records import (
    MAX_POINTS,
    Block,
    BlockCode,
    Claim,
    Component,
    Evidence,
    Experience,
    Importance,
    Match,
    PayOffer,
    Posting,
    Profile,
    Reason,
    Requirement,
    Verdict,
)
from matching.scoring import DEFAULT_WEIGHTS
from matching.similarity import Closeness
from matching.taxonomy import Concept, Entry, Label, Relation, Taxonomy
from matching.text import normalise

__all__ = [
    "CLAIMABLE",
    "DEFAULT_WEIGHTS",
    "MAX_POINTS",
    "Block",
    "BlockCode",
    "Claim",
    "Closeness",
    "Component",
    "Concept",
    "Crew",
    "Entry",
    "Evidence",
    "Experience",
    "Extractor",
    "Importance",
    "Index",
    "Label",
    "Link",
    "Linker",
    "Match",
    "Mention",
    "PayOffer",
    "Posting",
    "Profile",
    "ProfileTable",
    "Ranker",
    "Reader",
    "Reason",
    "Relation",
    "Requirement",
    "Seat",
    "Taxonomy",
    "Verdict",
    "Verification",
    "assign_crew",
    "average_precision",
    "dcg",
    "exposure",
    "exposure_ratio",
    "impact_ratio",
    "infeasible_index",
    "mean_average_precision",
    "mean_reciprocal_rank",
    "merge_top",
    "ndcg",
    "ndkl",
    "normalise",
    "precision_at",
    "reciprocal_rank",
    "scoring_rates",
    "selection_rates",
    "shares",
    "skew",
]
