"""The engine: a library that knows words, skills and numbers, and nothing of sites or people."""

from matching._baselines import baseline_rankings
from matching._closeness_files import ClosenessTable, closeness_table
from matching._finding import CLAIMABLE
from matching._loose import loose_words
from matching._overlay import Edits, amend
from matching._pooled import Estimate, PooledLists
from matching._prefixes import Suggester, Suggestion
from matching._weights import default_weights
from matching.advice import Advice, Change, Step, what_would_raise
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
from matching.gaps import SkillGap, skill_gaps
from matching.index import Index, Page, ProfileTable, Standing, Verification
from matching.learning import Lesson, Outcomes, TooFewOutcomes, learn, learnt_weights
from matching.likeness import Likeness, similar_postings, similar_profiles
from matching.linking import Link, Linker
from matching.openings import Opening, OpeningPage, Openings
from matching.ranking import Ranker, merge_top
from matching.reading import Reader
from matching.records import (
    MAX_POINTS,
    Block,
    BlockCode,
    Claim,
    Component,
    Direction,
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
from matching.scoring import CANDIDATE_WEIGHTS, DEFAULT_WEIGHTS, MET_CLOSENESS, hash64
from matching.shards import (
    OtherCode,
    Question,
    answer_at,
    answer_in,
    answer_questions,
    attend,
    build_shards,
    code_version,
    merge_answers,
    merge_standings,
    pack_shard,
    split_table,
    unpack_shard,
)
from matching.similarity import Closeness
from matching.store import DamagedIndex
from matching.taxonomy import TRADES, Concept, Entry, Label, Relation, Taxonomy
from matching.text import normalise

__all__ = [
    "CANDIDATE_WEIGHTS",
    "CLAIMABLE",
    "DEFAULT_WEIGHTS",
    "MAX_POINTS",
    "MET_CLOSENESS",
    "TRADES",
    "Advice",
    "Block",
    "BlockCode",
    "Change",
    "Claim",
    "Closeness",
    "ClosenessTable",
    "Component",
    "Concept",
    "Crew",
    "DamagedIndex",
    "Direction",
    "Edits",
    "Entry",
    "Estimate",
    "Evidence",
    "Experience",
    "Extractor",
    "Importance",
    "Index",
    "Label",
    "Lesson",
    "Likeness",
    "Link",
    "Linker",
    "Match",
    "Mention",
    "Opening",
    "OpeningPage",
    "Openings",
    "OtherCode",
    "Outcomes",
    "Page",
    "PayOffer",
    "PooledLists",
    "Posting",
    "Profile",
    "ProfileTable",
    "Question",
    "Ranker",
    "Reader",
    "Reason",
    "Relation",
    "Requirement",
    "Seat",
    "SkillGap",
    "Standing",
    "Step",
    "Suggester",
    "Suggestion",
    "Taxonomy",
    "TooFewOutcomes",
    "Verdict",
    "Verification",
    "amend",
    "answer_at",
    "answer_in",
    "answer_questions",
    "assign_crew",
    "attend",
    "average_precision",
    "baseline_rankings",
    "build_shards",
    "closeness_table",
    "code_version",
    "dcg",
    "default_weights",
    "exposure",
    "exposure_ratio",
    "hash64",
    "impact_ratio",
    "infeasible_index",
    "learn",
    "learnt_weights",
    "loose_words",
    "mean_average_precision",
    "mean_reciprocal_rank",
    "merge_answers",
    "merge_standings",
    "merge_top",
    "ndcg",
    "ndkl",
    "normalise",
    "pack_shard",
    "precision_at",
    "reciprocal_rank",
    "scoring_rates",
    "selection_rates",
    "shares",
    "similar_postings",
    "similar_profiles",
    "skew",
    "skill_gaps",
    "split_table",
    "unpack_shard",
    "what_would_raise",
]
