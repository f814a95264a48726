"""Looking for vacancies and reading one; whoever they are for."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from recruit.errors import NotFound
from recruit.models import Actor, Application, Shift, Stage, Vacancy, VacancyState
from recruit.permissions import can_apply, can_see_vacancy, owns_vacancy
from recruit.queries import applications as application_queries
from recruit.queries import reference
from recruit.queries import vacancies as vacancy_queries
from recruit.queries import vacancy_search as queries
from recruit.services import matching
from recruit.services.paging import Page, page_of
from recruit.services.search_words import Search, folded, known_places, spellings, understand
from recruit.services.transactions import reading

LATEST = 6
SKILLS_OFFERED = 40


@dataclass(frozen=True, slots=True)
class VacancyFilters:
    """What somebody looks for; ``pay`` is som a month, ``skills`` are concept ids."""

    text: str = ""
    skills: tuple[str, ...] = ()
    place: str = ""
    pay: int | None = None
    shift: Shift | None = None
    housing: bool = False


@dataclass(frozen=True, slots=True)
class VacancyResults:
    """A page of vacancies, the search as understood, and what else can be chosen.

    ``relaxed`` tells that words beside the skills were left out, because with them there was
    nothing. ``place`` is the chosen place as it is usually written, empty where none is known.
    """

    page: Page[Vacancy]
    search: Search
    relaxed: bool
    skills: tuple[str, ...]
    place: str
    places: tuple[str, ...]
    skills_offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VacancyDetails:
    """One vacancy, and how the actor stands to it."""

    vacancy: Vacancy
    own: bool
    may_apply: bool
    application: Application | None


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page tells."""

    vacancies: int
    people_wanted: int
    specialists: int
    countries: int
    latest: tuple[Vacancy, ...]


def browse(filters: VacancyFilters, *, page: int = 1, now: dt.datetime) -> VacancyResults:
    """Open vacancies, the newest first; what is not known among the filters is left out."""
    search = understand(filters.text)
    skills = tuple(id_ for id_ in dict.fromkeys(filters.skills) if matching.concept_type(id_))
    with reading() as session:
        places = spellings(queries.places(session, now.date()))
        written = places.get(folded(filters.place), ())
        wanted = queries.Wanted(
            today=now.date(),
            either=_either(search, places),
            skills=[matching.narrower([id_]) for id_ in skills],
            places=written or ([filters.place] if filters.place else []),
            pay=filters.pay,
            rates=_rates(session, now),
            shift=filters.shift,
            housing=filters.housing,
        )
        total, relaxed = queries.count(session, wanted), False
        if not total and search.meant and search.rest:
            loose = replace(wanted, either=[queries.Words(search.meant)])
            total = queries.count(session, loose)
            wanted, relaxed = (loose, True) if total else (wanted, False)
        found = page_of(
            page, total, lambda limit, offset: queries.page(session, wanted, limit, offset)
        )
        offered = queries.asked_concepts(session, now.date(), SKILLS_OFFERED)
    return VacancyResults(
        page=found,
        search=search,
        relaxed=relaxed,
        skills=skills,
        place=written[0] if written else filters.place,
        places=tuple(sorted((ways[0] for ways in places.values()), key=str.casefold)),
        skills_offered=tuple(offered),
    )


def show(vacancy_id: uuid.UUID, *, actor: Actor) -> VacancyDetails:
    """One vacancy whole. Raises `NotFound` where the actor may not see it."""
    with reading() as session:
        vacancy = vacancy_queries.by_id(session, vacancy_id)
        if vacancy is None or not can_see_vacancy(actor, vacancy):
            raise NotFound("vacancy")
        application = None
        if actor.candidate_id is not None:
            application = application_queries.of_pair(session, actor.candidate_id, vacancy.id)
    stands = application is not None and application.stage is not Stage.WITHDRAWN
    return VacancyDetails(
        vacancy=vacancy,
        own=owns_vacancy(actor, vacancy),
        may_apply=can_apply(actor) and vacancy.state is VacancyState.OPEN and not stands,
        application=application,
    )


def home(*, now: dt.datetime) -> Home:
    """Live figures and the latest vacancies."""
    wanted = queries.Wanted(today=now.date())
    with reading() as session:
        specialists, countries = queries.specialists_and_countries(session)
        return Home(
            vacancies=queries.count(session, wanted),
            people_wanted=queries.people_wanted(session, now.date()),
            specialists=specialists,
            countries=countries,
            latest=tuple(queries.page(session, wanted, LATEST, 0)),
        )


def _either(search: Search, places: Mapping[str, tuple[str, ...]]) -> list[queries.Words]:
    """Two ways to answer a search: by what it means, or by its very words."""
    if not search:
        return []
    known = known_places(search.words, places)
    literally = queries.Words(beside=search.words)
    if not search.meant and not known:
        return [literally]
    return [queries.Words(search.meant, search.rest, known), literally]


def _rates(session: Session, now: dt.datetime) -> dict[str, float]:
    return reference.values(session, "exchange_rate", now.date())
