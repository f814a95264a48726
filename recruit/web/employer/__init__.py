"""An employer's pages: posting, the desk, ranked specialists, applicants."""

from recruit.web.employer import people, posting, saving, shown
from recruit.web.employer.guard import bp

__all__ = ["bp", "people", "posting", "saving", "shown"]
