"""The built site is whole: strict build, links that lead somewhere, nothing fetched from anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from grader.catalogue import Exercise, all_exercises
from grader.judge import info_of
from grader.judge.modules import load_module
from tests.conftest import SOURCE
from tests.lessons.built import broken, is_outside, pages_of, read_page
from tests.lessons.conftest import build
from tests.lessons.sources import LESSONS, ROOT, copy_of_the_site, name_of, pages

# Hosts that scripts and style sheets name although no page here makes the browser ask them.
NAMED_ONLY = {
    "www.w3.org": "names of XML vocabularies",
    "unpkg.com": "Material: a library for pages with Mermaid diagrams, another for browsers from before 2020; the browser "
    "tests see no request",
    "api.github.com": "Material: facts on a repository, where mkdocs.yml names one",
    "github.com": "comments that say where a library comes from",
    "bit.ly": "Material's search: a link inside a warning",
    "fontawesome.com": "Material: a licence",
}
_COMMENT = re.compile(r"/\*.*?\*/|^\s*(?://|\*).*?$", re.DOTALL | re.MULTILINE)
_HOST = re.compile(r"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?![\w.(-])", re.IGNORECASE)
_FETCHED = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)")


def test_the_build_is_strict(tmp_path: Path) -> None:
    """A link to nothing and an anchor that is not there are named, and stop it."""
    root = copy_of_the_site(tmp_path)
    with (root / "lessons" / "authors.md").open("a", encoding="utf-8") as page:
        page.write("\n[a](nothing.md) [b](instructors.md#nothing)\n")

    done = build(root, tmp_path / "built")

    assert done.returncode != 0
    assert "nothing.md" in done.stderr
    assert "instructors.md#nothing" in done.stderr


def test_the_strict_build_holds_every_page(site: Path) -> None:
    """Nothing that MkDocs would warn of, and each page of the sources is there."""
    for page in pages():
        assert (site / page.relative_to(LESSONS).with_suffix(".html")).is_file()


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_a_page_says_what_it_is(page: Path) -> None:
    """A title and one sentence stand between the first two lines of dashes, as YAML that any generator can read."""
    begin, head, _ = page.read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(head)

    assert begin == ""
    assert said["title"].strip()
    assert said["description"].rstrip().endswith((".", "?"))


def test_every_page_is_in_the_navigation() -> None:
    """A page that nobody can reach from the menu is lost."""
    listed = set(re.findall(r"[\w/-]+\.md$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    there = {page.relative_to(LESSONS).as_posix() for page in pages()}

    assert there - listed == set(), "add these lines to `nav` in mkdocs.yml"
    assert listed - there == set(), "these pages of `nav` do not exist"


def test_every_link_leads_somewhere(site: Path) -> None:
    """Links, anchors, pictures, scripts: whatever a page names is part of the site."""
    found = (broken(site, page, link) for page in pages_of(site) for link in [*page.links, *page.loads])

    assert [fault for fault in found if fault] == []


def test_no_page_loads_anything_from_outside(site: Path) -> None:
    """The site works on a plane: no fonts, scripts, styles or pictures of others."""
    outside = [(page.path.name, load) for page in pages_of(site) for load in page.loads if is_outside(load)]

    assert outside == []


def test_no_style_and_no_script_names_a_host_without_a_reason(site: Path) -> None:
    """A host in a script is one that is known not to be asked."""
    named = {
        (path.name, host)
        for path in [*site.rglob("*.css"), *site.rglob("*.js")]
        if path.parent.name != "search"  # the index of the search holds the words of the pages
        for host in _HOST.findall(_COMMENT.sub("", path.read_text(encoding="utf-8")))
    }

    assert {(name, host) for name, host in named if host not in NAMED_ONLY} == set()


def test_no_style_fetches_from_outside(site: Path) -> None:
    """Fonts and pictures of a style sheet lie in the site, or in the sheet itself."""
    fetched = {path.name: _FETCHED.findall(path.read_text(encoding="utf-8")) for path in site.rglob("*.css")}

    assert [name for name, found in fetched.items() if found] == []


def _lessons_of(exercise: Exercise) -> set[str]:
    """Return the lessons that ``exercise`` and its checks point to."""
    infos = filter(None, map(info_of, vars(load_module(exercise.suite)).values()))
    return {exercise.lesson, *(info.lesson for info in infos if info.lesson)}


@pytest.mark.parametrize("exercise", all_exercises(SOURCE), ids=lambda exercise: exercise.slug)
def test_the_lessons_of_every_check_exist(site: Path, exercise: Exercise) -> None:
    """A report that says where to read on leads to a page, and to a heading of that page."""
    lessons = _lessons_of(exercise)

    assert [lesson for lesson in sorted(lessons) if not _exists(site, lesson)] == []


def test_the_lessons_of_every_question_exist(site: Path) -> None:
    """A question of the quiz says where to read on."""
    bank = LESSONS / "quiz.yml"
    questions = yaml.safe_load(bank.read_text(encoding="utf-8"))["questions"]

    assert [one["reference"] for one in questions if not _exists(site, one["reference"])] == []


def _exists(site: Path, lesson: str) -> bool:
    page, _, anchor = lesson.partition("#")
    path = site / f"{page}.html"
    return path.is_file() and (not anchor or anchor in read_page(path).anchors)
