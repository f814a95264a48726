"""How fast the ranking is, beside what else could be used: ``make bench``."""
