"""The reference against the installed Keras and the oracles: names, defaults, messages, and what happens when."""

from __future__ import annotations

import ast
import functools
import inspect
import os
import re
from pathlib import Path
from typing import Any

import pytest

from grader.oracles import (
    HookCall,
    early_stopping,
    evaluate_hooks,
    fit_hooks,
    learning_rate_scheduler,
    model_checkpoint,
    predict_hooks,
    reduce_lr_on_plateau,
)
from tests.lessons.reference_pages import NONE, Page, Timeline, callback_pages, code, exports, keras_folder, pages
from tests.lessons.reference_runs import real_rows

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
TIMELINES = [(page.name, timeline) for page in callback_pages() for timeline in page.timelines]
every_page = pytest.mark.parametrize("page", callback_pages(), ids=lambda page: page.name)
every_timeline = pytest.mark.parametrize(("name", "timeline"), TIMELINES, ids=lambda value: getattr(value, "call", ""))


def test_one_page_for_each_callback() -> None:
    """Each name that Keras exports is the title of exactly one page, whose address is that name with hyphens."""
    assert sorted(page.title for page in callback_pages()) == sorted(exports())
    assert all(page.name.replace("-", "") == page.title.lower() for page in callback_pages())


def test_the_index_lists_every_page_once() -> None:
    """The table of all callbacks names each page once, and links to it."""
    (table,) = pages()["index"].tables("callback", "in one line")

    assert sorted(row[0] for row in table.rows) == sorted(
        f"[{page.title}]({page.name}.md)" for page in callback_pages()
    )


@every_page
def test_parameters_and_defaults(page: Page) -> None:
    """The table of parameters holds the names and defaults of the installed class, in their order."""
    import keras

    tables = page.tables("parameter", "default", "meaning")

    expected = [_signature_row(p) for p in inspect.signature(getattr(keras.callbacks, page.title)).parameters.values()]

    assert [(code(name), _default(default)) for table in tables for name, default, _ in table.rows] == expected
    assert ("It takes no arguments" in page.text) == (not expected)


def _signature_row(parameter: inspect.Parameter) -> tuple[str, str]:
    if parameter.kind is parameter.VAR_KEYWORD:
        return f"**{parameter.name}", NONE
    return parameter.name, "required" if parameter.default is parameter.empty else repr(parameter.default)


def _default(cell: str) -> str:
    """Return a default as ``repr`` writes it, or one of the two words for there being none."""
    return cell if cell in ("required", NONE) else repr(ast.literal_eval(code(cell)))


@pytest.mark.parametrize(
    "name", ["early-stopping", "model-checkpoint", "reduce-lr-on-plateau", "learning-rate-scheduler"]
)
def test_pages_with_rules_show_them(name: str) -> None:
    """The four callbacks with a rule of their own show it at work, on two trainings or more, and none is misread."""
    page = pages()[name]

    assert len(page.timelines) == len(re.findall(r"^With `.*:$", page.text, re.M)) >= 2


@every_timeline
def test_timelines_agree_with_keras(
    name: str, timeline: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every cell of an epoch-by-epoch table is what the real callback shows after that epoch."""
    monkeypatch.chdir(tmp_path)

    rows = real_rows(timeline)

    assert [_claimed(timeline, cells) for cells in timeline.rows] == [
        tuple(_shown(row[column]) for column in timeline.header) for row in rows
    ]


def _claimed(timeline: Timeline, cells: tuple[str, ...]) -> tuple[Any, ...]:
    """Return the cells of a row, with numbers as numbers and of what happens the first word."""
    return tuple(
        re.split(r"\W", cell)[0] if column == "what happens" else _number(cell)
        for column, cell in zip(timeline.header, cells, strict=True)
    )


def _shown(value: Any) -> Any:
    """Return a value as pages write it: rates in single precision are rounded."""
    if isinstance(value, list):
        (value,) = value
    return round(value, 6) if isinstance(value, float) else value


def _number(cell: str) -> Any:
    return float(cell) if re.fullmatch(r"[\d.]+", cell) else cell


@every_timeline
def test_timelines_agree_with_the_oracles(name: str, timeline: Timeline) -> None:
    """The epochs of an epoch-by-epoch table that matter are those that the kit's oracle names."""
    happens: dict[str, list[int]] = {}
    for cells in timeline.rows:
        happens.setdefault(str(_claimed(timeline, cells)[-1]), []).append(int(cells[0]))
    history = [
        {column: float(cell) for column, cell in zip(timeline.header, cells, strict=True) if column.startswith("val_")}
        for cells in timeline.rows
    ]

    _ORACLES[name](
        timeline, history, {key: value for key, value in timeline.settings.items() if key != "filepath"}, happens
    )


def _stops(timeline: Timeline, history: Any, settings: Any, happens: dict[str, list[int]]) -> None:
    outcome = early_stopping(history, **settings)
    assert happens.get("stops", [None]) == [outcome.stop_epoch]
    assert happens["better"][-1] == outcome.best_epoch


def _saves(timeline: Timeline, history: Any, settings: Any, happens: dict[str, list[int]]) -> None:
    assert tuple(happens["saves"]) == model_checkpoint(history, **settings).saved


def _slows(timeline: Timeline, history: Any, settings: Any, happens: dict[str, list[int]]) -> None:
    outcome = reduce_lr_on_plateau(history, rate=timeline.rate, **settings)
    rates = [float(cells[timeline.header.index("rate")]) for cells in timeline.rows]
    assert tuple(happens["reduces"]) == outcome.reductions
    assert rates == pytest.approx(outcome.rates, rel=1e-6)


def _plans(timeline: Timeline, history: Any, settings: Any, happens: dict[str, list[int]]) -> None:
    outcome = learning_rate_scheduler(settings["schedule"], rate=timeline.rate, epochs=len(timeline.rows))
    assert [float(cells[2]) for cells in timeline.rows] == pytest.approx(outcome.announced, rel=1e-6)


_ORACLES = {
    "early-stopping": _stops,
    "model-checkpoint": _saves,
    "reduce-lr-on-plateau": _slows,
    "learning-rate-scheduler": _plans,
}


@pytest.mark.parametrize("page", [page for page in pages().values() if page.messages], ids=lambda page: page.name)
def test_messages_are_those_of_keras(page: Page) -> None:
    """Every quoted message is, word by word, one of the texts in the sources that the page is about."""
    own = [exports()[page.title]] if page.title in exports() else []
    shared = [keras_folder() / "src/callbacks/monitor_callback.py", keras_folder() / "src/optimizers/base_optimizer.py"]
    texts = {text for source in (*own, *shared) for text in _texts(source)}

    assert [message for message in page.messages if _words(message) not in texts] == []


@every_page
def test_no_printed_message_is_left_out(page: Page) -> None:
    """Whatever the class prints is quoted on its page."""
    tree = ast.parse(exports()[page.title].read_text())
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "io_utils.print_msg"
    ]

    assert {_words(_template(call.args[0])) for call in calls} <= {_words(message) for message in page.messages}


@functools.cache
def _texts(source: Path) -> frozenset[str]:
    """Return the texts in a source file, without what is filled in."""
    nodes = ast.walk(ast.parse(source.read_text()))
    return frozenset(_words(_template(node)) for node in nodes if isinstance(node, ast.Constant | ast.JoinedStr))


def _template(node: ast.expr) -> str:
    """Return a text as it stands in the source, with ``{x}`` for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join("{x}" if isinstance(part, ast.FormattedValue) else _template(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _words(message: str) -> str:
    """Return a message without what is filled in, and with single spaces."""
    return " ".join(re.sub(r"\{\w+\}", " ", message).split())


def test_the_order_of_hooks() -> None:
    """The tables of hooks are what the oracle says of such a fit, evaluate and predict."""
    tables = pages()["hook-order"].tables("hook", "number", "keys of logs")
    metrics = ("accuracy",)

    assert [[_call(*row) for row in table.rows] for table in tables] == [
        fit_hooks(epochs=1, batches=2, metrics=metrics, validation_batches=1),
        evaluate_hooks(batches=2, metrics=metrics),
        predict_hooks(batches=1),
    ]


def _call(hook: str, number: str, keys: str) -> HookCall:
    return HookCall(code(hook), int(number) if number else None, tuple(keys.split(", ")) if keys else ())


def test_the_hooks_of_a_callback() -> None:
    """The page of Callback names every hook, once, with the arguments that it is passed."""
    import keras

    (table,) = pages()["callback"].tables("hook", "it is passed")

    listed = {code(hook): code(passed) for hooks, passed in table.rows for hook in hooks.split(", ")}

    methods = inspect.getmembers(keras.callbacks.Callback, inspect.isfunction)
    passed = {name: ", ".join(list(inspect.signature(method).parameters)[1:]) for name, method in methods}
    assert listed == {name: words for name, words in passed.items() if re.match(r"on_(?!batch)", name)}
