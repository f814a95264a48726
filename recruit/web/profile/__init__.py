"""A specialist's pages: registration, profile, vacancies that fit, applications."""

import recruit.web.profile.advice
import recruit.web.profile.applications
import recruit.web.profile.card
import recruit.web.profile.files
import recruit.web.profile.matches
import recruit.web.profile.rankings
import recruit.web.profile.start  # noqa: F401
from recruit.web.profile.blueprint import bp

__all__ = ["bp"]
