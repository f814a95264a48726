"""Properties are searched without a clock: a shared machine pauses when it likes."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
