"""Settings: read once from the environment, frozen, refused when something needed is missing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent
_MIN_SECRET = 16

LANGUAGES: Mapping[str, str] = {
    "ky": "Кыргызча",
    "ru": "Русский",
    "en": "English",
    "uz": "O‘zbekcha",
    "bn": "বাংলা",
    "ur": "اردو",
}
"""Every language of the product, by its own name."""

OFFERED_LANGUAGES = ("en", "ru")
"""The languages whose catalogue is complete; only these are offered to readers."""

RIGHT_TO_LEFT = frozenset({"ur"})


class ConfigurationError(Exception):
    """The environment lacks something the site cannot run without."""


def resource(name: str) -> Path:
    """Where ``templates`` or ``seeds`` lies: shipped in the wheel, or beside the package."""
    shipped = _PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site is told from outside."""

    environment: Literal["development", "production", "test"]
    secret_key: str
    database_url: str
    data_dir: Path
    redis_url: str | None = None
    demonstration: bool = False
    rate_limits: bool = True

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises `ConfigurationError` in production without ``SECRET_KEY`` (16 characters or more)
        or ``DATABASE_URL``. In development both have a default under ``IYNE_DATA`` (``var``).
        """
        env = os.environ if environ is None else environ
        environment = env.get("IYNE_ENV", "development")
        if environment not in ("development", "production", "test"):
            raise ConfigurationError("IYNE_ENV must be development, production or test")
        data_dir = Path(env.get("IYNE_DATA", "var")).absolute()
        secret = env.get("SECRET_KEY", "")
        url = env.get("DATABASE_URL", "")
        if environment == "production":
            if len(secret) < _MIN_SECRET:
                raise ConfigurationError(
                    "SECRET_KEY is not set, or shorter than 16 characters. Make one with: "
                    "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
                )
            if not url:
                raise ConfigurationError("DATABASE_URL is not set")
        else:
            data_dir.mkdir(parents=True, exist_ok=True)
            secret = secret or _kept_secret(data_dir / "secret-key")
            url = url or f"sqlite:///{data_dir / 'iyne.sqlite3'}"
        return cls(
            environment=environment,  # type: ignore[arg-type]
            secret_key=secret,
            database_url=_driver(url),
            data_dir=data_dir,
            redis_url=env.get("REDIS_URL") or None,
            demonstration=env.get("IYNE_DEMONSTRATION", "") == "1",
        )


def _kept_secret(path: Path) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _driver(url: str) -> str:
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
