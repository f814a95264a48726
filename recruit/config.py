"""Settings: read once from the environment, frozen, refused when something needed is missing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

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

OFFERED_LANGUAGES = ("en", "ru", "ky")
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
    base_url: str | None = None
    proxy_hops: int = 0
    smtp_url: str | None = None
    mail_from: str = "iyne@localhost"
    local_url: str = "http://127.0.0.1:8000"
    ranking_days: int = 400

    index_folder: Path | None = None

    @property
    def index_dir(self) -> Path:
        """Where this host keeps the index of specialists; on its own disk, never a shared one."""
        return self.index_folder or self.data_dir / "index"

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @property
    def address(self) -> str:
        """Where links in letters lead: the fixed outside address, in development this machine."""
        return self.base_url or self.local_url

    @property
    def sends_mail(self) -> bool:
        """Whether letters reach anybody: by SMTP, or in development as files for whoever tries
        the site out."""
        return self.smtp_url is not None or not self.production

    @property
    def host(self) -> str | None:
        """The name of the site's fixed outside address, None where there is none."""
        return urlsplit(self.base_url).hostname if self.base_url else None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises `ConfigurationError` in production without ``SECRET_KEY`` (16 characters or more),
        ``DATABASE_URL`` or ``BASE_URL`` (https). In development the first two have a default
        under ``IYNE_DATA`` (``var``), and the address is the one a request came to.
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
            if not env.get("BASE_URL"):
                raise ConfigurationError(
                    "BASE_URL is not set: the address people reach the site at, "
                    "such as https://iyne.example.org"
                )
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
            base_url=_base_url(env.get("BASE_URL", ""), environment),
            proxy_hops=_hops(env.get("PROXY_HOPS", "") or "0"),
            smtp_url=_smtp_url(env),
            mail_from=env.get("MAIL_FROM", "") or "iyne@localhost",
            ranking_days=_days(env.get("RANKING_DAYS", "") or "400"),
            index_folder=Path(env["IYNE_INDEX"]).absolute() if env.get("IYNE_INDEX") else None,
            local_url=f"http://{env.get('HOST') or '127.0.0.1'}:{env.get('PORT') or '8000'}",
        )


def _base_url(text: str, environment: str) -> str | None:
    if not text:
        return None
    parts = urlsplit(text)
    schemes = ("https",) if environment == "production" else ("https", "http")
    named = bool(parts.hostname) and "@" not in parts.netloc
    bare = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme not in schemes or not named or not bare:
        raise ConfigurationError(
            f"BASE_URL must be {' or '.join(schemes)}://name without a path, not {text!r}"
        )
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _days(text: str) -> int:
    """Days for which rankings shown are kept; the law asks for half a year of such logs."""
    if not text.isdecimal() or not 183 <= int(text) <= 3650:
        raise ConfigurationError(f"RANKING_DAYS must be a number from 183 to 3650, not {text!r}")
    return int(text)


def _hops(text: str) -> int:
    if text not in tuple("0123456789"):
        raise ConfigurationError(
            "PROXY_HOPS must be how many proxies stand before the site, 0 to 9; "
            "each of them must set X-Forwarded-For, -Proto and -Host"
        )
    return int(text)


def _smtp_url(env: Mapping[str, str]) -> str | None:
    url = env.get("SMTP_URL", "")
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigurationError("SMTP_URL must be smtp://user:password@host:587 or smtps://...")
    if not env.get("MAIL_FROM"):
        raise ConfigurationError("MAIL_FROM is not set: the address that letters come from")
    return url


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
