"""Nobody is sent elsewhere by a link of ours."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from recruit.web.safety import local_path
from tests.factories import submit

HERE = "https://iyne.example.org/sign-in?next="
TRICKY = st.text(alphabet="/\\:?#@.%\t\r\n \x00evilhtps2f5c", max_size=24)


def as_browsers_read(address: str) -> str:
    """WHATWG: tabs and line ends are dropped, controls at the ends too, and \\ is /."""
    kept = address.strip("".join(map(chr, range(33))))
    for sign in "\t\r\n":
        kept = kept.replace(sign, "")
    return kept.replace("\\", "/")


@given(st.one_of(st.text(max_size=40), TRICKY, TRICKY.map(lambda rest: "/" + rest)))
@example("//evil.example")
@example("/\\evil.example")
@example("/\t/evil.example")
@example("\\\\evil.example")
@example("https:evil.example")
@example("/%2f/evil.example")
@example("javascript:alert(1)")
def test_a_local_path_stays_on_the_site_as_browsers_read_it(address: str) -> None:
    kept = local_path(address)

    assert kept in (None, address)
    if kept is not None:
        led = urlsplit(urljoin(HERE, as_browsers_read(kept)))
        assert (led.scheme, led.netloc) == ("https", "iyne.example.org")


@pytest.mark.parametrize("path", ["/", "/vacancies?q=шов&page=2", "/profile#skills", "/a//b"])
def test_our_own_addresses_are_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_choosing_a_language_leads_nowhere_else(client: FlaskClient, wanted: str) -> None:
    answer = submit(client, "/language", {"language": "ru", "next": wanted}, page="/")

    assert answer.headers["Location"] == "/"
