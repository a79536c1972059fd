"""The page of `grader show`: one file, which needs nothing else, and no script to be read."""

from __future__ import annotations

from html import escape
from pathlib import Path

from grader.picture.figure import figure
from grader.picture.fragment import caption_of, in_frame, styles
from grader.picture.table import table
from grader.picture.timeline import Picture, Scene
from grader.picture.words import difference, in_order, verdict

_HERE = Path(__file__).parent
_LEGEND = (
    "Below the curves lies the time axis: full shapes are what happened, hollow ones what should have happened, as the "
    "rules of Keras and of the exercise foresee it for exactly these numbers. The first epoch at which the two differ "
    "has a dashed frame. A thin dotted line is what a scripted run would have gone on with. Epochs count from 1; a "
    "shape at an epoch happened at its end."
)


def page(picture: Picture, *, changed: bool = False) -> str:
    """Return the page; ``changed`` says that the file is not the one that ran any more."""
    scenes = [scene for scene in picture.scenes if scene.timelines]
    chosen = min(range(len(scenes)), key=lambda index: _interest(scenes[index]), default=0)
    title = f"{picture.exercise[:2]} {picture.title}: your last run"
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">",
        f"<title>{escape(title)}</title>",
        f"<style>{_read('page.css')}{styles()}</style>\n</head>\n<body>\n<main>",
        f"<h1>{escape(title)}</h1>",
        *_summary(picture, changed=changed),
        *_tabs(scenes, chosen),
        *(_scene(scene, index) for index, scene in enumerate(scenes)),
        *_others(picture),
        f"</main>\n<script>{_read('page.js')}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _interest(scene: Scene) -> tuple[bool, bool]:
    """Return what sorts the scene to look at first to the front: a check failed in it, or at least it has curves."""
    return not scene.verdicts, not any(timeline.curves for timeline in scene.timelines)


def _summary(picture: Picture, *, changed: bool) -> list[str]:
    failed = len([one for scene in picture.scenes for one in scene.verdicts]) + len(picture.verdicts)
    checks = "every check passed" if not failed else f"{failed} check{'s' if failed > 1 else ''} did not pass"
    number = escape(picture.exercise[:2])
    parts = [
        f"<p><strong>{picture.score:g} of {picture.max_score:g} points</strong>: {checks}. Seed {picture.seed}.</p>",
        f"<p>{_LEGEND}</p>",
    ]
    if changed:
        told = f"Your file has changed since this run. <code>grader check {number}</code> makes a new picture."
        parts.insert(0, f'<p class="changed" role="note"><span aria-hidden="true">⚠ </span>{told}</p>')
    if picture.message:
        parts.insert(0, f"<p>{escape(picture.message)}</p>")
    if picture.left_out:
        parts.append(f"<p>{picture.left_out} more runs, which decided nothing, are left out.</p>")
    return parts


def _tabs(scenes: list[Scene], chosen: int) -> list[str]:
    """Return links to the scenes, which the script makes tabs of."""
    if not scenes:
        return ["<p>In this run no training began, so there are no curves.</p>"]
    links = [
        f'<li><a href="#scene-{index}" id="tab-{index}"{" data-chosen" if index == chosen else ""}>{_sign(scene)}</a></li>'
        for index, scene in enumerate(scenes)
    ]
    return ['<nav aria-label="Runs" id="tabs"><ul>', *links, "</ul></nav>"]


def _sign(scene: Scene) -> str:
    """Return the name of a scene with a sign, told in words as well, where something is wrong with it."""
    wrong = scene.verdicts or any(timeline.difference for timeline in scene.timelines)
    word = "a check failed here" if scene.verdicts else "something differs here"
    sign = f'<span aria-hidden="true">✗ </span><span class="unseen">{word}: </span>' if wrong else ""
    return f"{sign}{escape(scene.title)}"


def _scene(scene: Scene, index: int) -> str:
    parts = [f'<section class="run-picture scene" id="scene-{index}" aria-labelledby="scene-{index}-name">']
    parts.append(f'<h2 id="scene-{index}-name" tabindex="-1">Run “{escape(scene.title)}”</h2>')
    if scene.note:
        parts.append(f"<p>{escape(scene.note)}</p>")
    for number in range(len(scene.timelines)):
        parts += _fit(scene, index, number)
    return "\n".join([*parts, "</section>"])


def _fit(scene: Scene, index: int, number: int) -> list[str]:
    """Return one fit: its figure, the verdicts where they belong to it, its table."""
    timeline, caption = scene.timelines[number], caption_of(scene, number)
    parts = [f"<h3>Fit {number + 1} of {len(scene.timelines)}</h3>"] if len(scene.timelines) > 1 else []
    parts += [in_frame(figure(timeline, f"scene-{index}-{number}", caption), caption), difference(timeline)]
    if scene.verdicts and number == scene.telling:
        parts += ["<h3>What the checks say of this run</h3>", *map(verdict, in_order(scene))]
    return [*parts, table(timeline, caption)]


def _others(picture: Picture) -> list[str]:
    """Return the verdicts that no curve belongs to."""
    found = [*picture.verdicts, *(one for scene in picture.scenes if not scene.timelines for one in scene.verdicts)]
    if not found:
        return []
    heading = '<h2 id="others">Checks that no training decided</h2>'
    return [
        f'<section class="run-picture" aria-labelledby="others">{heading}',
        *(verdict(one, "h3") for one in found),
        "</section>",
    ]


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
