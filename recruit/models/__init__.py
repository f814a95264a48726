"""Typed models, a file for each aggregate."""

from recruit.models.access import (
    AttemptKind,
    MailKind,
    OutgoingMail,
    PendingSignIn,
    RecoveryCode,
    RecoveryToken,
    SecondFactor,
    SignInAttempt,
)
from recruit.models.actor import ANONYMOUS, Actor, ActorKind
from recruit.models.application import Application, ApplicationEvent, Stage
from recruit.models.base import Base
from recruit.models.candidate import (
    Candidate,
    CandidateExperience,
    CandidatePrivate,
    Claim,
    ClaimEvidence,
    Visibility,
)
from recruit.models.candidate_file import CandidateFile, FileKind, FileType, TextState
from recruit.models.change import Change
from recruit.models.employer import ApiKey, Employer, EmployerKind, Membership, Verification
from recruit.models.learning import (
    Outcome,
    OutcomeKind,
    RankingModel,
    RankingModelChange,
    RankingState,
)
from recruit.models.matches import MatchDigest, MatchList, MatchRun, RunState, StoredMatch
from recruit.models.outbox import Notification, OutboxKind, OutboxMessage
from recruit.models.posted_vacancy import PostedRequirement, PostedVacancy
from recruit.models.ranking_log import Ranking, RankingDirection, RankingEntry, RankingPlace
from recruit.models.reference import ReferenceValue
from recruit.models.specialist import HeldClaim, HeldTime, Specialist
from recruit.models.taxonomy import (
    Concept,
    ConceptRelation,
    Label,
    LabelKind,
    Origin,
    RelationKind,
    TaxonomyState,
)
from recruit.models.user import Role, SignInLink, User, UserSession
from recruit.models.vacancy import (
    Currency,
    PayBasis,
    Requirement,
    RequirementImportance,
    Shift,
    Vacancy,
    VacancyState,
)
from recruit.models.vocabulary import FormState, FormUse, UnlinkedForm

__all__ = [
    "ANONYMOUS",
    "Actor",
    "ActorKind",
    "ApiKey",
    "Application",
    "ApplicationEvent",
    "AttemptKind",
    "Base",
    "Candidate",
    "CandidateExperience",
    "CandidateFile",
    "CandidatePrivate",
    "Change",
    "Claim",
    "ClaimEvidence",
    "Concept",
    "ConceptRelation",
    "Currency",
    "Employer",
    "EmployerKind",
    "FileKind",
    "FileType",
    "FormState",
    "FormUse",
    "HeldClaim",
    "HeldTime",
    "Label",
    "LabelKind",
    "MailKind",
    "MatchDigest",
    "MatchList",
    "MatchRun",
    "Membership",
    "Notification",
    "Origin",
    "OutboxKind",
    "OutboxMessage",
    "Outcome",
    "OutcomeKind",
    "OutgoingMail",
    "PayBasis",
    "PendingSignIn",
    "PostedRequirement",
    "PostedVacancy",
    "Ranking",
    "RankingDirection",
    "RankingEntry",
    "RankingModel",
    "RankingModelChange",
    "RankingPlace",
    "RankingState",
    "RecoveryCode",
    "RecoveryToken",
    "ReferenceValue",
    "RelationKind",
    "Requirement",
    "RequirementImportance",
    "Role",
    "RunState",
    "SecondFactor",
    "Shift",
    "SignInAttempt",
    "SignInLink",
    "Specialist",
    "Stage",
    "StoredMatch",
    "TaxonomyState",
    "TextState",
    "UnlinkedForm",
    "User",
    "UserSession",
    "Vacancy",
    "VacancyState",
    "Verification",
    "Visibility",
]
