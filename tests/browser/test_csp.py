"""The policy of the pages holds in a real browser: nothing on them is refused by it."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.conftest import Opener, Served
from tests.browser.test_story import post, register

PUBLIC = (
    "/",
    "/how-ranking-works",
    "/vacancies",
    "/vacancies?q=оверлок&lang=ru",
    "/specialists",
    "/register",
    "/register/employer",
    "/register/specialist",
    "/sign-in",
    "/api/v1/docs",
    "/no-such-page",
)
PROFILE = (
    "/profile",
    "/profile/skills",
    "/profile/wishes",
    "/profile/visibility",
    "/profile/vacancies",
    "/profile/applications",
    "/profile/cv",
    "/account",
    "/account/password",
    "/account/recovery-codes",
    "/account/second-factor",
    "/account/deletion",
    "/news",
)
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
"""


def watch(page: Page) -> list[str]:
    """What the browser complains of from now on, while pages are opened."""
    complaints: list[str] = []
    page.add_init_script(LISTEN)

    def heard(kind: str, text: str) -> None:
        # A page that is not there is told as an error of loading it.
        if kind in ("error", "warning") and "status of 404" not in text:
            complaints.append(f"{page.url}: {text}")

    page.on("console", lambda message: heard(message.type, message.text))
    return complaints


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.refused") == [], address
    assert page.evaluate("document.styleSheets.length") == 1


def test_nothing_on_public_pages_is_refused(served: Served, open_page: Opener) -> None:
    page = open_page()
    complaints = watch(page)

    for address in PUBLIC:
        visit(page, address)
    for link in ("/vacancies", "/specialists"):
        page.goto(link)
        visit(page, page.locator("main article a").first.get_attribute("href") or "")

    assert complaints == []


def workshop(page: Page) -> None:
    """Register a workshop; the printed sign-ins work once and belong to other tests."""
    page.goto("/register/employer")
    page.locator("[name=legal_name]").fill("Ак-Кийим")
    page.locator("[name=place]").fill("Бишкек")
    page.locator("[name=contact]").fill("policy@example.org")
    page.locator("[name=password]").fill("seven grey spools of thread")
    page.get_by_role("main").get_by_role("button", name="Register").click()
    page.wait_for_url("**/employer/vacancies/new")


def test_nothing_on_a_workshop_s_pages_is_refused(served: Served, open_page: Opener) -> None:
    page = open_page(width=1280)
    complaints = watch(page)
    workshop(page)
    post(page)
    page.locator("button[value=publish]").click()
    page.wait_for_url("**/specialists")
    vacancy = re.sub(r".*/employer/vacancies/|/specialists", "", page.url)
    own = f"/employer/vacancies/{vacancy}"

    for address in ("/employer", f"{own}/applicants", f"{own}/edit", f"{own}/specialists"):
        visit(page, address)
    with page.expect_download() as started:
        page.get_by_role("link", name="Save as a table").click()
    visit(page, f"/vacancies/{vacancy}")

    assert re.fullmatch("specialists-.*[.]csv", started.value.suggested_filename)
    # Data that search engines read is no script, so the policy lets it stand.
    told = page.locator('script[type="application/ld+json"]').text_content() or ""
    assert '"@type":"JobPosting"' in told
    assert complaints == []


def test_nothing_on_a_specialist_s_pages_is_refused(served: Served, open_page: Opener) -> None:
    page = open_page()
    complaints = watch(page)
    register(page, "+880 1912 345678")

    for address in PROFILE:
        visit(page, address)

    assert complaints == []


def test_a_script_or_a_style_that_slipped_in_would_not_run(
    served: Served, open_page: Opener
) -> None:
    page = open_page()
    page.goto("/")

    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.body.dataset.ran = 'yes'";
          document.body.append(script);
          const link = document.createElement("div");
          link.innerHTML = '<p style="position:fixed" onclick="document.body.dataset.ran=1">x</p>';
          document.body.append(link);
          link.firstChild.click();
        }"""
    )

    assert page.evaluate("document.body.dataset.ran") is None
    assert page.evaluate("getComputedStyle(document.body.lastChild.firstChild).position") == (
        "static"
    )
