"""Who may see and do what: pure answers from an actor and a row."""

from __future__ import annotations

from recruit.models import (
    Actor,
    ActorKind,
    Application,
    Candidate,
    PostedVacancy,
    Ranking,
    Specialist,
    Vacancy,
    VacancyState,
    Visibility,
)

SEEN_BY: dict[ActorKind, frozenset[Visibility]] = {
    ActorKind.ANONYMOUS: frozenset({Visibility.PUBLIC}),
    ActorKind.CANDIDATE: frozenset({Visibility.PUBLIC}),
    ActorKind.EMPLOYER: frozenset({Visibility.PUBLIC, Visibility.EMPLOYERS}),
    ActorKind.RECRUITER: frozenset({Visibility.PUBLIC, Visibility.EMPLOYERS}),
    ActorKind.OVERSEER: frozenset({Visibility.PUBLIC}),
    ActorKind.ADMINISTRATOR: frozenset(Visibility),
}
"""The visibilities each kind of actor sees without any tie to the candidate."""


def visibilities(actor: Actor) -> frozenset[Visibility]:
    """The visibilities an actor may browse."""
    return SEEN_BY[actor.kind]


def owns_candidate(actor: Actor, candidate: Candidate | Specialist) -> bool:
    """Whether the profile is the actor's own, or was submitted by the actor's agency."""
    if actor.kind is ActorKind.CANDIDATE:
        return candidate.user_id is not None and candidate.user_id == actor.user_id
    if actor.kind is ActorKind.RECRUITER:
        return candidate.agency_id is not None and candidate.agency_id in actor.employer_ids
    return False


def can_see_candidate(actor: Actor, candidate: Candidate, *, applied: bool = False) -> bool:
    """Whether a profile may be shown; ``applied`` says it applied to one of the actor's vacancies.

    Who hides a profile hides it from everybody but themselves and the administrator, also where
    they have applied.
    """
    if owns_candidate(actor, candidate) or candidate.visibility in visibilities(actor):
        return True
    return applied and candidate.visibility is Visibility.APPLIED and bool(actor.employer_ids)


def can_edit_candidate(actor: Actor, candidate: Candidate) -> bool:
    return owns_candidate(actor, candidate)


def can_see_files(actor: Actor, candidate: Candidate, *, applied: bool = False) -> bool:
    """Whether a specialist's CV and certificates may be opened: by themselves, and by an employer
    to whom they have applied, unless they hide from everybody. No office opens the rest."""
    if owns_candidate(actor, candidate):
        return True
    return (
        applied
        and actor.kind is ActorKind.EMPLOYER
        and candidate.visibility is not Visibility.HIDDEN
    )


def owns_vacancy(actor: Actor, vacancy: Vacancy | PostedVacancy) -> bool:
    return vacancy.employer_id in actor.employer_ids


def can_see_vacancy(actor: Actor, vacancy: Vacancy | PostedVacancy) -> bool:
    """Open vacancies are for everybody; others for whose they are."""
    return (
        vacancy.state is VacancyState.OPEN
        or owns_vacancy(actor, vacancy)
        or actor.kind is ActorKind.ADMINISTRATOR
    )


def can_edit_vacancy(actor: Actor, vacancy: Vacancy) -> bool:
    return owns_vacancy(actor, vacancy)


def can_rank(actor: Actor, vacancy: Vacancy | PostedVacancy) -> bool:
    """Who may see specialists ranked: the vacancy's own, recruiters for what is open, overseers
    never, administrators always."""
    if owns_vacancy(actor, vacancy) or actor.kind is ActorKind.ADMINISTRATOR:
        return True
    return actor.kind is ActorKind.RECRUITER and vacancy.state is VacancyState.OPEN


def can_see_ranking(actor: Actor, ranking: Ranking) -> bool:
    """Who sees a ranking again as it was shown: the workshop it was shown to, the specialist to
    whom their own was, and administrators."""
    if actor.kind is ActorKind.ADMINISTRATOR:
        return True
    if actor.kind is ActorKind.EMPLOYER:
        return ranking.employer_id in actor.employer_ids
    if actor.kind is ActorKind.CANDIDATE:
        own = ranking.actor_kind is ActorKind.CANDIDATE and ranking.candidate_id is not None
        return own and ranking.candidate_id == actor.candidate_id
    return False


def can_post(actor: Actor) -> bool:
    """Whether the actor may post vacancies at all."""
    return actor.kind in (ActorKind.EMPLOYER, ActorKind.RECRUITER) and bool(actor.employer_ids)


def can_apply(actor: Actor) -> bool:
    return actor.kind is ActorKind.CANDIDATE and actor.candidate_id is not None


def can_see_application(actor: Actor, application: Application, vacancy: Vacancy) -> bool:
    """Its candidate and the vacancy's employer see an application."""
    if actor.candidate_id is not None and application.candidate_id == actor.candidate_id:
        return True
    return owns_vacancy(actor, vacancy) or actor.kind is ActorKind.ADMINISTRATOR


def can_administer(actor: Actor) -> bool:
    return actor.kind is ActorKind.ADMINISTRATOR
