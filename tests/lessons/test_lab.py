"""The callback lab in a browser: it asks, marks, explains, remembers, and works without a mouse or a script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Watched, obstacles
from tests.lessons.labs import VIEWS, predict, preset, show, told, view


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_given_away_before_the_answer(lab: Page, name: str) -> None:
    """The picture, the table and the words hold the curve and no more, until the reader has predicted or given in."""
    one = view(lab, name)
    one.locator("summary").click()
    secrets = one.locator(".lab-stop, .lab-ring, .lab-bar, .lab-square, .lab-untrained")

    assert (secrets.count(), told(one)) == (0, "")
    assert {"what happens", "count", "ratio"} & set(one.locator("th").all_inner_texts()) == set()
    show(one)
    assert secrets.count() > 0 and told(one) != ""
    assert "what happens" in one.locator("th").all_inner_texts()


def test_a_right_and_a_wrong_prediction(lab: Page) -> None:
    """A right one is praised, a wrong one is told the difference; both count, and the count outlives a visit."""
    one = view(lab, "stop")
    predict(one, 19)
    expect(one.locator(".lab-outcome")).to_contain_text("✓ Right.")
    one.get_by_role("button", name="Cover it again").click()

    predict(one, 18)

    expect(one.locator(".lab-outcome")).to_contain_text("✗ You said 18; it is 19. Off by one!")
    lab.reload()
    expect(view(lab, "stop").locator(".lab-standing")).to_have_text("Your predictions here: 1 of 2 right.")


def test_never_is_a_prediction(lab: Page) -> None:
    """When nothing ever happens, that is what a reader can say."""
    one = view(lab, "slow")
    preset(one, "Stopped before it slows down")

    predict(one, None)

    expect(one.locator(".lab-outcome")).to_contain_text("✓ Right.")
    assert "nothing is reduced before training ends" in told(one)


def test_a_prediction_of_nothing_is_refused(lab: Page) -> None:
    """An empty field is no answer and costs nothing."""
    one = view(lab, "stop")
    one.get_by_role("button", name="Check my prediction").click()

    expect(one.locator(".lab-outcome")).to_have_text("Type a whole number first, or let it be shown.")
    expect(one.locator(".lab-standing")).to_have_text("")


def test_a_slider_moves_the_mark_at_once_and_says_so(lab: Page) -> None:
    """With the arrow keys: picture, sentence, number, code and address follow, and a screen reader is told."""
    one = view(lab, "stop")
    show(one)
    slider = one.get_by_role("slider", name="patience, slider")
    slider.focus()
    lab.keyboard.press("ArrowRight")

    assert one.locator(".lab-figure svg").get_by_text("stops: 20").count() == 1
    assert "after epoch 20" in told(one)
    expect(one.get_by_label("patience", exact=True)).to_have_value("6")
    expect(one.locator(".lab-code code")).to_contain_text("patience=6")
    expect(one.get_by_role("status")).to_contain_text("after epoch 20")
    assert "patience=6" in lab.url


def test_a_number_beyond_the_range_comes_back(lab: Page) -> None:
    """The number beside a slider takes what is in its range, and the nearest value for the rest."""
    number = view(lab, "stop").get_by_label("patience", exact=True)
    number.fill("9999")
    number.blur()

    expect(number).to_have_value("40")


def test_a_finer_number_than_the_slider_knows(lab: Page) -> None:
    """A min_delta between two positions of the slider counts as it was typed."""
    one = view(lab, "stop")
    show(one)
    one.get_by_label("min_delta", exact=True).fill("0.00005")

    expect(one.locator(".lab-code code")).to_contain_text("min_delta=0.00005")


@pytest.mark.parametrize("name", VIEWS)
def test_every_story_ends_in_its_moral(lab: Page, name: str) -> None:
    """Each story asks, answers and explains; a new one begins covered."""
    one = view(lab, name)
    stories = one.locator(".lab-presets button").all()[:-1]
    assert len(stories) >= 3
    for story in stories:
        story.click()
        assert one.locator(".lab-story").inner_text() and not told(one)
        show(one)
        assert told(one) and one.locator(".lab-outcome").inner_text()


def test_a_new_question_every_time(lab: Page) -> None:
    """Whoever has played all stories is asked more, and each question can be answered."""
    one = view(lab, "slow")
    asked = set()
    for _ in range(12):
        preset(one, "Ask me something new")
        asked.add(re.sub(r"shown=\w+", "", str(one.locator(".lab-link").get_attribute("href"))))
        show(one)
        assert told(one)

    assert len(asked) > 5


def test_by_keyboard_alone(lab: Page) -> None:
    """Enter in the field of the prediction checks it, and the focus goes to what can be done next."""
    one = view(lab, "stop")
    one.locator(".lab-guess input[type=number]").focus()
    lab.keyboard.type("19")
    lab.keyboard.press("Enter")

    expect(one.get_by_role("button", name="Cover it again")).to_be_focused()
    expect(one.get_by_role("status")).to_contain_text("✓ Right.")
    lab.keyboard.press("Enter")
    expect(one.locator(".lab-guess input[type=number]")).to_be_focused()


def test_it_is_worth_reading_without_a_script(browser: Browser, base: str) -> None:
    """Pictures, rules, the worked example and its table are there, and nothing that would need a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/lab.html")

    assert page.locator(".lab img").count() == 2
    assert page.locator(".lab :is(input, button, select)").count() == 0
    assert page.get_by_text("No script runs here").count() == 3
    page.get_by_text("The same as a table").click()
    assert page.get_by_role("row", name="19 1.615 5").is_visible()
    context.close()


def _open_all(page: Page) -> None:
    """Bring the labs into the states that a page has only after somebody did something."""
    for name in VIEWS:
        show(view(page, name))
        view(page, name).locator("summary").click()
    view(page, "slow").get_by_label("EarlyStopping is in the list, too").check()
    own: Any = view(page, "ratio").get_by_label("curve", exact=True)
    own.select_option("own")
    view(page, "ratio").get_by_label("your values of loss").fill("x")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_it_is_open_to_everybody_after_the_answer(lab: Page, base: str, scheme: str, width: int) -> None:
    """With answers, tables, a typed curve and a problem in sight, axe finds nothing and nothing is cut off."""
    _open_all(lab)
    Watched(lab, base).look(scheme, width)

    assert obstacles(lab) == []
    assert lab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_settings_stay_clear_of_the_picture_on_a_phone(browser: Browser, base: str) -> None:
    """On a narrow screen the picture stays in sight; a setting that gets the focus is not below it."""
    page = browser.new_page(viewport={"width": 375, "height": 812})
    page.goto(f"{base}/lab.html")
    one = view(page, "stop")
    show(one)
    number = one.get_by_label("patience", exact=True)
    one.get_by_label("save_best_only").focus()
    number.focus()

    picture, field = one.locator(".lab-figure").bounding_box(), number.bounding_box()
    assert picture and field
    assert picture["y"] >= 0 and picture["y"] + picture["height"] <= field["y"]
    page.close()
