"""A specialist's own profile: as others see it, and its parts to edit."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from recruit.errors import Invalid
from recruit.identity import actor, locale, utcnow
from recruit.models import Candidate, Visibility
from recruit.problems import show_faults
from recruit.services import candidate_words, candidates, matching
from recruit.services.candidate_facts import Facts
from recruit.services.candidate_rows import facts_of
from recruit.web.cards import specialist_card
from recruit.web.picking import skill_words, trade_words
from recruit.web.profile.blueprint import bp, own_tabs
from recruit.web.profile.forms import (
    SkillsForm,
    VisibilityForm,
    WishesForm,
    drop,
    row_of,
    trade_of,
    visibility_of,
    visibility_texts,
    wish_data,
)
from recruit.wording import choice_text

Answer = str | Response | tuple[str, int]


@bp.get("/profile")
def show() -> str:
    candidate = candidates.own(actor())
    return render_template(
        "profile/show.html",
        tabs=own_tabs(),
        card=specialist_card(candidate, locale()),
        candidate=candidate,
        hidden=candidate.visibility in (Visibility.HIDDEN, Visibility.APPLIED),
        visibility=choice_text(candidate.visibility),
        visibility_text=visibility_texts()[candidate.visibility.value],
        hints=_hints(candidate),
        unlinked=[claim.text for claim in candidate.claims if claim.concept_id is None],
    )


@bp.route("/profile/skills", methods=["GET", "POST"])
def skills() -> Answer:
    form = SkillsForm(data=_skill_data(facts_of(candidates.own(actor()))))
    if not form.is_submitted():
        return _skills_page(form)
    valid = form.validate()
    if "read" in request.form:
        return _read_words(form)
    more = request.form.get("add_row")
    if more in ("claims", "experience"):
        form[more].append_entry()
        return _skills_page(form)
    drop(form.claims)
    drop(form.experience)
    if not valid and (form.claims.errors or form.experience.errors):
        return _skills_page(form), 422
    facts = Facts(
        headline=form.headline.data or "",
        about=form.about.data or "",
        claims=tuple(row.form.line() for row in form.claims),
        experience=tuple(row.form.line() for row in form.experience),
    )
    try:
        candidates.save_skills(facts, actor=actor(), now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        return _skills_page(form), 422
    flash(_("Your skills are saved."), "success")
    return redirect(url_for("profile.show"))


@bp.route("/profile/wishes", methods=["GET", "POST"])
def wishes() -> Answer:
    facts = facts_of(candidates.own(actor()))
    form = WishesForm(facts.languages, data=wish_data(facts))
    if not form.is_submitted():
        return render_template("profile/wishes.html", form=form)
    if not form.validate():
        return render_template("profile/wishes.html", form=form), 422
    try:
        candidates.save_wishes(Facts(**form.wish_values()), actor=actor(), now=utcnow())
    except Invalid as error:
        show_faults(form, error)
        return render_template("profile/wishes.html", form=form), 422
    flash(_("Your wishes are saved."), "success")
    return redirect(url_for("profile.show"))


@bp.route("/profile/visibility", methods=["GET", "POST"])
def visibility() -> Answer:
    candidate = candidates.own(actor())
    form = VisibilityForm(data={"visibility": candidate.visibility.value})
    texts = visibility_texts()
    if not form.is_submitted():
        return render_template("profile/visibility.html", form=form, texts=texts)
    form.validate()
    chosen = visibility_of(form.visibility.data)
    if chosen is None:
        form.visibility.errors = [_("Please choose one of the answers offered.")]
        return render_template("profile/visibility.html", form=form, texts=texts), 422
    candidates.set_visibility(chosen, actor=actor(), now=utcnow())
    flash(_("From now on your profile is seen by: %(who)s.", who=choice_text(chosen)), "success")
    return redirect(url_for("profile.show"))


def _skill_data(facts: Facts) -> dict[str, object]:
    return {
        "headline": facts.headline,
        "about": facts.about,
        "claims": [row_of(line) for line in facts.claims],
        "experience": [trade_of(line) for line in facts.experience],
    }


def _skills_page(form: SkillsForm) -> str:
    language = locale()
    for rows in (form.claims, form.experience):
        if not rows.entries:
            rows.append_entry()
    return render_template(
        "profile/skills.html",
        form=form,
        name=lambda concept_id: matching.label(concept_id, language),
        skill_words=skill_words(),
        trade_words=trade_words(),
    )


def _read_words(form: SkillsForm) -> Answer:
    """Add what somebody's words name as rows to be looked over; nothing is saved yet."""
    try:
        proposal = candidate_words.propose(form.words.data or "")
    except Invalid as error:
        show_faults(form, error)
        return _skills_page(form), 422
    drop(form.claims)
    drop(form.experience)
    held = {row.form.concept_id.data for row in (*form.claims, *form.experience)}
    for line in proposal.claims:
        if line.concept_id not in held:
            form.claims.append_entry(row_of(line))
    for job in proposal.experience:
        if job.concept_id not in held:
            form.experience.append_entry(trade_of(job))
    form.words.data = ""
    flash(_("Look over the lines we added, then save."), "info")
    return _skills_page(form)


def _hints(candidate: Candidate) -> list[tuple[str, str]]:
    """What would make the profile say more: where to write it, and a sentence."""
    known = [claim for claim in candidate.claims if claim.concept_id is not None]
    skills, wishes = url_for("profile.skills"), url_for("profile.wishes")
    wanted = (
        (
            any(claim.level is None and claim.years is None for claim in known),
            skills,
            _("Say how well or how long for each skill: otherwise it counts as a beginner’s."),
        ),
        (
            not any(line.concept_id for line in candidate.experience),
            skills,
            _("Name your trade and your years in it."),
        ),
        (not candidate.languages, wishes, _("Say which languages you speak.")),
        (candidate.pay_wanted is None, wishes, _("Say what pay you want.")),
        (candidate.available_from is None, wishes, _("Say from when you are free.")),
        (candidate.ready_to_move is None, wishes, _("Say whether you are ready to come.")),
    )
    return [(address, sentence) for missing, address, sentence in wanted if missing]
