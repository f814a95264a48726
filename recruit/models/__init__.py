"""Typed models, a file for each aggregate."""

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
from recruit.models.employer import ApiKey, Employer, EmployerKind, Membership, Verification
from recruit.models.outbox import Notification, OutboxKind, OutboxMessage
from recruit.models.reference import ReferenceValue
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

__all__ = [
    "ANONYMOUS",
    "Actor",
    "ActorKind",
    "ApiKey",
    "Application",
    "ApplicationEvent",
    "Base",
    "Candidate",
    "CandidateExperience",
    "CandidatePrivate",
    "Claim",
    "ClaimEvidence",
    "Concept",
    "ConceptRelation",
    "Currency",
    "Employer",
    "EmployerKind",
    "Label",
    "LabelKind",
    "Membership",
    "Notification",
    "Origin",
    "OutboxKind",
    "OutboxMessage",
    "PayBasis",
    "ReferenceValue",
    "RelationKind",
    "Requirement",
    "RequirementImportance",
    "Role",
    "Shift",
    "SignInLink",
    "Stage",
    "TaxonomyState",
    "User",
    "UserSession",
    "Vacancy",
    "VacancyState",
    "Verification",
    "Visibility",
]
