"""A coordinator at the desk, in the words that stand on the pages."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.browser import Browser


class Coordinator:
    """Signs in, invites phones, reads reports and decides."""

    def __init__(self, browser: Browser, url: str, username: str, password: str) -> None:
        self.browser = browser
        self.url = url
        self.username, self.password = username, password
        self.page: Page

    def sign_in(self) -> None:
        self.arrive()
        self.enter(self.username, self.password)
        expect(self.page.get_by_role("heading", name="Rapporter", level=1)).to_be_visible()

    def arrive(self) -> None:
        self.page = self.browser.open(f"{self.url}/")

    def enter(self, username: str, password: str) -> None:
        """Tries to sign in, where the page asks for it."""
        self.page.get_by_label("Användarnamn").fill(username)
        self.page.get_by_label("Lösenord").fill(password)
        self.page.get_by_role("button", name="Logga in").click()

    def leave(self) -> None:
        """Signs out if somebody is signed in; ends where one can sign in."""
        self.page.goto(f"{self.url}/about/privacy")
        if self.page.get_by_role("button", name="Logga ut").count():
            self.page.get_by_role("button", name="Logga ut").click()
        self.page.goto(f"{self.url}/sign-in")

    def invite(self, label: str) -> str:
        """The code of a new invitation for this person's phone."""
        self.page.goto(f"{self.url}/people")
        self.page.get_by_role("link", name=label, exact=True).click()
        self.page.get_by_role("button", name="Bjud in en telefon").click()
        expect(self.page.get_by_role("img", name=re.compile("QR"))).to_be_visible()
        return self.page.locator("code.code").inner_text().strip()

    def find(self, words: str) -> None:
        """Opens the one report that the inbox finds for a receipt or words."""
        self.page.goto(f"{self.url}/reports")
        self.page.get_by_role("searchbox").fill(words)
        self.page.get_by_role("searchbox").press("Enter")
        expect(self.page.locator(".report-row")).to_have_count(1)
        self.page.locator(".report-row a").first.click()

    def revoke(self, label: str) -> None:
        """Locks the phone of this person out."""
        self.page.goto(f"{self.url}/devices")
        row = self.page.get_by_role("row").filter(has_text=label)
        row.locator("summary").click()
        row.get_by_role("button", name="Spärra").click()
        expect(row).to_contain_text("spärrad")

    def decide(
        self, decision: str, *, field: str = "", receiver: str = "", reason: str = ""
    ) -> None:
        form = self.page.locator("details.decision").filter(has_text=decision)
        form.locator("summary").click()
        if field:
            form.get_by_label("Vad ska kompletteras?").select_option(label=field)
        if receiver:
            form.get_by_label("Mottagare").select_option(label=receiver)
        if reason:
            form.locator("textarea").fill(reason)
        form.get_by_role("button", name=decision).click()

    def issue(self, visit: str, manner: str, case_number: str) -> None:
        """Reviews a visit and notes that its protocol was sent."""
        self.page.goto(f"{self.url}/reports/{visit}")
        self.decide("Godkänn")
        self.page.get_by_label("Sätt").select_option(label=manner)
        self.page.get_by_label("Diarienummer").fill(case_number)
        self.page.get_by_role("button", name="Anteckna som expedierad").click()
        expect(self.page.get_by_text("Expedierat", exact=True)).to_be_visible()

    def download(self, path: str) -> bytes:
        """What is at this address, for who is signed in."""
        answer = self.page.request.get(f"{self.url}{path}")
        assert answer.ok, answer.status
        return answer.body()
