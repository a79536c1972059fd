"""The hands of a reader of the callback lab."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

VIEWS = ("stop", "ratio", "slow")


def view(page: Page, name: str) -> Locator:
    """Return one of the three labs on the page."""
    return page.locator(f'.lab[data-view="{name}"]')


def show(lab: Locator) -> None:
    """Ask for the answer without a prediction."""
    lab.get_by_role("button", name="Just show me").click()


def preset(lab: Locator, name: str) -> None:
    """Begin a story."""
    lab.get_by_role("button", name=name, exact=True).click()


def told(lab: Locator) -> str:
    """Return what is said of the outcome."""
    return lab.locator(".lab-told").inner_text()


def predict(lab: Locator, guess: int | None) -> None:
    """Predict an epoch, or that it never happens."""
    if guess is None:
        lab.locator(".lab-never").click()
    else:
        lab.locator(".lab-guess input[type=number]").fill(str(guess))
    lab.get_by_role("button", name="Check my prediction").click()
