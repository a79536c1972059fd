"""What can be brought into the callback lab: links to a state, and curves that a reader types."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.lessons.labs import predict, show, told, view


@pytest.mark.parametrize("on_disk", [False, True], ids=["from a server", "from a folder"])
def test_a_link_restores_the_state(browser: Browser, base: str, site: Path, on_disk: bool) -> None:
    """Whoever opens the link sees the same settings, the same question and the same answer."""
    start = site.as_uri() if on_disk else base
    first, second = browser.new_page(), browser.new_page()
    first.goto(f"{start}/lab.html")
    one = view(first, "stop")
    one.get_by_label("curve", exact=True).select_option("own")
    one.get_by_label("your values of the monitored metric").fill("1 0.5 - nan 0.6, 0.7; 0.8")
    one.get_by_label("patience", exact=True).fill("2")
    one.get_by_label("restore_best_weights").check()
    one.get_by_label("Ask me about").select_option("weights")
    predict(one, 2)
    link = str(one.locator(".lab-link").get_attribute("href"))

    second.goto(f"{start}/lab.html{link}")

    other = view(second, "stop")
    assert told(other) == told(one) != ""
    assert other.locator(".lab-figure").inner_html() == one.locator(".lab-figure").inner_html()
    expect(other.locator(".lab-outcome")).to_contain_text("✓ Right.")
    expect(other.get_by_label("your values of the monitored metric")).to_have_value("1 0.5 - nan 0.6, 0.7; 0.8")
    first.close()
    second.close()


def test_a_link_that_somebody_spoilt(lab: Page, base: str) -> None:
    """What is no setting is passed over, and what is beyond a range is brought into it."""
    lab.goto(f"{base}/lab.html#lab=stop&run=nothing&patience=1e9&mode=__proto__&ask=constructor&min_delta=&shown=true")
    lab.reload()

    one = view(lab, "stop")
    expect(one.get_by_label("patience", exact=True)).to_have_value("40")
    expect(one.get_by_label("curve", exact=True)).to_have_value("overfits")
    assert "EarlyStopping" in told(one)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0.9 0.7x", "“0.7x” (number 2) is no number. Write 0.7, or nan, or - for an epoch without a value."),
        ("constructor", "“constructor” (number 1) is no number. Write 0.7, or nan, or - for an epoch without a value."),
        ("", "Type at least one value."),
        ("1e39", "“1e39” is beyond what Keras can compare: it rounds to single precision, from 1.2e-38 to 3e38."),
        ("1 " * 201, "That is 201 epochs; the lab shows at most 200."),
    ],
)
def test_a_typed_curve_that_cannot_be_read(lab: Page, text: str, problem: str) -> None:
    """The reader is told what was received and what to write; the field is tied to the words."""
    one = view(lab, "stop")
    one.get_by_label("curve", exact=True).select_option("own")
    field = one.get_by_label("your values of the monitored metric")
    field.fill(text)

    expect(one.locator(".lab-problem")).to_have_text(problem)
    assert field.get_attribute("aria-describedby") == one.locator(".lab-problem").get_attribute("id")
    field.fill("0.9 0.7 0.8 0.8")
    expect(one.locator(".lab-problem")).to_be_hidden()


def test_an_epoch_that_measured_nothing(lab: Page) -> None:
    """It does not count, the table says so, and a checkpoint saves it all the same."""
    one = view(lab, "stop")
    one.get_by_label("curve", exact=True).select_option("own")
    one.get_by_label("your values of the monitored metric").fill("1 - 0.9 1 - 1")
    one.get_by_label("patience", exact=True).fill("2")
    show(one)
    one.locator("summary").click()
    expect(one.locator("tbody tr")).to_have_count(6)  # they come once the table is open

    rows = [row.locator("td").all_inner_texts() for row in one.locator("tbody tr").all()]
    assert rows[1] == ["2", "–", "0", "not measured, file saved"]
    assert rows[5] == ["6", "1", "2", "stops here"]
    assert "the next 2 that were measured" in told(one)


def test_both_losses_must_be_typed(lab: Page) -> None:
    """The ratio needs one of each for every epoch."""
    one = view(lab, "ratio")
    one.get_by_label("curve", exact=True).select_option("own")
    one.get_by_label("your values of loss").fill("1 1")

    expect(one.locator(".lab-problem")).to_have_text(
        "Type as many values of loss as of val_loss: one of each for every epoch."
    )
