"""The platform's whole job, as people do it, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

ADVERT = (
    "Требуется швея на 4-нитку и распошив, трикотаж, опыт от 1 года, жильё, "
    "оплата сдельная 35-50 тыс"
)
OWN_WORDS = "ওভারলক ৪ থ্রেড, ফ্ল্যাটলক, নিট কাপড়, ৫ বছর"


def enter(page: Page, link: str) -> None:
    """Sign in by a one-time link."""
    page.goto(link)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/(employer|profile|admin)"))


def post(page: Page) -> None:
    """Paste the advert, look at what was understood, publish."""
    page.goto("/employer/vacancies/new")
    page.locator("textarea").first.fill(ADVERT)
    page.locator("button[value=read]").first.click()
    expect(page.locator("button[value=publish]")).to_be_visible()


def test_an_advert_becomes_a_vacancy_and_a_new_specialist_is_ranked_for_it(served, open_page):
    workshop = open_page()
    enter(workshop, served.employer)
    post(workshop)

    form = workshop.locator("main form").last
    proposed = form.inner_text()
    for understood in ("4-thread overlock", "flatlock machine", "knit fabric"):
        assert understood in proposed, understood
    assert form.locator("[name=pay_min]").input_value() == "35000"
    assert form.locator("[name=pay_max]").input_value() == "50000"
    assert form.locator("[name=pay_basis]").input_value() == "piece"
    workshop.locator("button[value=publish]").click()
    workshop.wait_for_url("**/specialists")
    ranking = workshop.url
    vacancy = re.search(r"/vacancies/([0-9a-f-]{36})/", ranking).group(1)

    specialist = open_page()
    register(specialist)

    specialist.goto("/profile/vacancies")
    expect(specialist.get_by_role("heading", name="Требуется швея").first).to_be_visible()
    specialist.goto(f"/vacancies/{vacancy}/application")
    specialist.get_by_role("main").get_by_role("button", name="Apply").click()
    specialist.wait_for_url("**/profile/applications")
    assert "Требуется швея" in specialist.get_by_role("main").inner_text()

    workshop.goto(f"/employer/vacancies/{vacancy}/applicants")
    card = workshop.locator("article").first
    card.locator("summary", has_text="Why").first.click()
    text = card.inner_text()
    assert "4-thread overlock" in text
    assert "ফ্ল্যাটলক" in text
    assert "5 years" in text
    score, *points = reckoned(text)
    assert score == sum(points)

    expect(workshop.locator("body")).to_be_visible()
    told = news_of(workshop)
    assert "A specialist applied to “Требуется швея на 4-нитку и распошив”." in told


def reckoned(text: str) -> list[int]:
    """A card's score and what its reasons gained, in hundredths, as they are read on the page."""
    gained = re.findall(r"(\d+)\.(\d\d) / \d+\.\d\d", text)
    score = re.search(r"(\d+)\.(\d\d)", text)
    return [int(score.group(1) + score.group(2)), *(int(whole + part) for whole, part in gained)]


def news_of(page: Page) -> str:
    """The reader's news, once the worker has carried it."""
    for _ in range(20):
        page.goto("/news")
        text = page.get_by_role("main").inner_text()
        if "applied" in text:
            return text
        page.wait_for_timeout(500)
    return text


def register(page: Page, phone: str = "+880 1712 345678") -> None:
    """Register as a specialist in Bengali words, without a CV."""
    page.goto("/register/specialist")
    page.locator("textarea").first.fill(OWN_WORDS)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("4-thread overlock").first).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Continue").click()
    expect(page.locator("[name=contact]")).to_be_visible()
    page.locator("[name=contact]").fill(phone)
    page.locator("[name=password]").fill("five green spools of thread")
    page.get_by_label("18").check()
    page.get_by_role("button", name="Register and see what fits me").click()
    page.wait_for_url(re.compile(r"/profile"))


def test_the_same_works_without_javascript(served, open_page):
    page = open_page(javascript=False)
    register(page, "+880 1812 345678")

    assert "4-thread overlock" in profile_text(page)


def profile_text(page: Page) -> str:
    page.goto("/profile")
    return page.get_by_role("main").inner_text()


def test_an_advert_without_a_known_word_is_refused_and_stays_in_the_form(served, open_page):
    page = open_page(javascript=False)
    page.goto("/register/employer")
    page.locator("[name=legal_name]").fill("Цех без станков")
    page.locator("[name=place]").fill("Ош")
    page.locator("[name=contact]").fill("workshop@example.org")
    page.locator("[name=password]").fill("three blue spools of thread")
    page.get_by_role("main").get_by_role("button", name="Register").click()
    page.wait_for_url("**/employer/vacancies/new")

    page.locator("textarea").first.fill("Нужен хороший человек 🧵🧵")
    page.locator("button[value=read]").first.click()

    assert "no machine, operation, garment or trade" in page.get_by_role("main").inner_text()
    assert page.locator("textarea").first.input_value() == "Нужен хороший человек 🧵🧵"


def test_the_site_speaks_russian_when_the_browser_does_and_switches_to_english(served, open_page):
    page = open_page(language="ru")
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "ru"

    page.locator("header details.menu summary").first.click()
    page.locator("button[name=language][value=en]").click()
    page.wait_for_load_state()

    page.goto("/vacancies")
    assert page.locator("html").get_attribute("lang") == "en"


PAGES = ("/", "/vacancies", "/specialists", "/register", "/register/specialist", "/api/v1/docs")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_wider_than_its_screen(served, open_page, address, width):
    page = open_page(width=width)
    page.goto(address)

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide <= width


@pytest.mark.parametrize("address", PAGES)
def test_a_first_visit_costs_at_most_a_hundred_kilobytes(served, open_page, address):
    page = open_page()
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))

    page.goto(address)
    page.wait_for_load_state("networkidle")

    sizes = [request.sizes()["responseBodySize"] for request in requests]
    assert len(sizes) >= 3
    assert sum(sizes) <= 100_000
