"""What a class has handed in, in the shapes in which it comes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.batch import HandedIn, entry, find_submissions
from grader.catalogue import Exercise, all_exercises, find_exercise
from grader.kit.errors import KitError
from grader.kit.paths import Kit

SLUG = "02_detect_overfitting"


@pytest.fixture
def exercises(source_kit: Kit) -> list[Exercise]:
    """Return the exercises of the kit."""
    return all_exercises(source_kit)


def _put(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x = 1\n", encoding="utf-8")
    return folder


def _found(
    folder: Path, exercises: list[Exercise], only: Exercise | None = None, students: dict[str, str] | None = None
) -> dict[tuple[str, str], HandedIn]:
    found = find_submissions(folder, exercises, only, folder.parent / "unpacked", students)
    return {one.key: one for one in found}


def test_exercises_are_told_by_names(tmp_path: Path, exercises: list[Exercise]) -> None:
    """By the file, or the nearest folder around it; a whole copy of the kit is one student's work."""
    folder = _put(
        tmp_path / "class",
        f"ada/{SLUG}/exercise.py",
        "ada/03_csv_history.ipynb",
        "bob/callbacks/exercises/00_first_callback/exercise.py",
        "cy/04/exercise.py",
    )

    assert sorted(_found(folder, exercises)) == [
        ("ada", SLUG),
        ("ada", "03_csv_history"),
        ("bob", "00_first_callback"),
        ("cy", "04_learning_rate_schedules"),
    ]


def test_a_file_without_a_name_is_for_the_exercise_asked_for(
    source_kit: Kit, tmp_path: Path, exercises: list[Exercise]
) -> None:
    """One that names another exercise is left alone."""
    folder = _put(tmp_path / "class", "ada.py", "bob/answer.py", f"cy/{SLUG}.py", "cy/03_csv_history.py")

    found = _found(folder, exercises, find_exercise(source_kit, "02"))

    assert {key: one.path.name for key, one in found.items()} == {
        ("ada", SLUG): "ada.py",
        ("bob", SLUG): "answer.py",
        ("cy", SLUG): f"{SLUG}.py",
    }


def test_downloads_of_moodle_and_canvas(source_kit: Kit, tmp_path: Path, exercises: list[Exercise]) -> None:
    """They are taken as they come; of what Canvas kept, the newest counts."""
    folder = _put(
        tmp_path / "class",
        "Ada Lovelace_11_assignsubmission_file_/exercise.py",
        "Bob_12_assignsubmission_file_exercise.py",
        "cy_13_99_exercise.py",
        "cy_13_100_exercise-1.py",
    )

    found = _found(folder, exercises, find_exercise(source_kit, "02"))

    assert {one.student: (one.lms_id, one.fault) for one in found.values()} == {
        "Ada Lovelace": ("11", ""),
        "Bob": ("12", ""),
        "cy": ("13", ""),
    }
    assert found["cy", SLUG].path.name == "cy_13_100_exercise-1.py"


def test_two_answers_to_one_exercise_need_a_person(source_kit: Kit, tmp_path: Path, exercises: list[Exercise]) -> None:
    """Nobody can tell which one counts, and both are named."""
    folder = _put(tmp_path / "class", "ada/first.py", "ada/second.py")

    fault = _found(folder, exercises, find_exercise(source_kit, "02"))["ada", SLUG].fault

    assert "several files for this exercise: first.py, second.py" in fault


def test_archives(tmp_path: Path, exercises: list[Exercise]) -> None:
    """A good one is looked into; a bad one is its student's fault alone."""
    folder = _put(tmp_path / "class", "cy/02/exercise.py")
    with zipfile.ZipFile(folder / "ada.zip", "w") as opened:
        opened.writestr(f"work/{SLUG}/exercise.py", "x = 1\n")
    (folder / "bob.zip").write_bytes(b"broken")

    found = _found(folder, exercises)

    assert found["ada", SLUG].path.read_text(encoding="utf-8") == "x = 1\n"
    assert "bob.zip is not a zip file that can be read" in found["bob", ""].fault
    assert found["cy", SLUG].fault == ""


def test_folders_without_end_are_one_students_fault(
    tmp_path: Path, exercises: list[Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand folders, one in the other, are deeper than Python looks (here sixty, and Python is told to look less deep)."""
    folder = _put(tmp_path / "class", "cy/02/exercise.py", f"deep/{'a/' * 60}02.py")
    inside = entry._files

    def shallow(root: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
        if len(root.parts) > len(folder.parts) + 50:
            raise RecursionError
        yield from inside(root, suffixes)

    monkeypatch.setattr(entry, "_files", shallow)

    found = _found(folder, exercises)

    assert "nested too deeply" in found["deep", ""].fault
    assert found["cy", SLUG].fault == ""


def test_links_lead_nowhere(tmp_path: Path, exercises: list[Exercise]) -> None:
    """A link in a student's folder could show the work of somebody else."""
    folder = _put(tmp_path / "class", f"ada/{SLUG}.py")
    (folder / "bob").mkdir()
    (folder / "bob" / f"{SLUG}.py").symlink_to(folder / "ada" / f"{SLUG}.py")

    assert "holds no Python file" in _found(folder, exercises)["bob", ""].fault


def test_nothing_at_all(tmp_path: Path, exercises: list[Exercise]) -> None:
    """An empty folder, or one of other things, is told."""
    (tmp_path / "class").mkdir()
    with pytest.raises(KitError, match="is empty"):
        _found(tmp_path / "class", exercises)

    with pytest.raises(KitError, match="None of the 1 entries"):
        _found(_put(tmp_path / "class", "list.txt"), exercises)


def _zip(file: Path, *names: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w") as opened:
        for name in names:
            opened.writestr(name, "x = 1\n")


def test_archives_in_folders_are_opened(tmp_path: Path, exercises: list[Exercise]) -> None:
    """As Moodle gives them: a folder for each student, with the zip that was handed in."""
    folder = tmp_path / "class"
    _zip(folder / "Ada L_12_assignsubmission_file" / "work.zip", f"kit/{SLUG}/exercise.py")
    _zip(folder / "Bob_13_assignsubmission_file" / "02.zip", "answer.py")

    found = _found(folder, exercises)

    assert {key: (one.lms_id, one.path.name, one.fault) for key, one in found.items()} == {
        ("Ada L", SLUG): ("12", "exercise.py", ""),
        ("Bob", SLUG): ("13", "answer.py", ""),
    }


def test_what_was_handed_in_before_is_gone(tmp_path: Path, exercises: list[Exercise]) -> None:
    """A new archive takes the place of the old one, and is not mixed with what came out of that."""
    folder = tmp_path / "class"
    _zip(folder / "ada.zip", f"first/{SLUG}.py")
    _found(folder, exercises)
    _zip(folder / "ada.zip", f"second/{SLUG}.py")

    (one,) = _found(folder, exercises).values()

    assert (one.fault, one.path.parent.name) == ("", "second")


def test_nobody_vanishes_whose_file_tells_no_exercise(tmp_path: Path, exercises: list[Exercise]) -> None:
    """A loose file, one that Canvas has named, and what an LMS has of another kind: each has a line that says what to do."""
    names = ["bob.py", "cy.ipynb", "dora_13_99_answer.py", "eve_14_98_answer.docx"]
    folder = _put(tmp_path / "class", f"ada/{SLUG}.py", "list.txt", "fay.py", "fay.ipynb", *names)

    found = _found(folder, exercises)

    assert {key: one.path.name for key, one in found.items()} == {
        ("ada", SLUG): f"{SLUG}.py",
        ("bob", ""): "bob.py",
        ("cy", ""): "cy.ipynb",
        ("dora", ""): "dora_13_99_answer.py",
        ("eve", ""): "eve_14_98_answer.docx",
        ("fay", ""): "fay.ipynb",
    }
    assert found["bob", ""].fault.startswith("Nothing tells which exercise this is for: bob.py. Put it into a folder")
    assert "these are for: fay.ipynb, fay.py. Put" in found["fay", ""].fault
    assert (found["dora", ""].lms_id, found["ada", SLUG].fault) == ("13", "")


def test_a_class_of_loose_files_needs_an_exercise(tmp_path: Path, exercises: list[Exercise]) -> None:
    """Where no file tells anything, that is said before anybody has a line."""
    with pytest.raises(KitError, match="Name the exercise, as in --exercise 02"):
        _found(_put(tmp_path / "class", "ada.py", "bob.py"), exercises)


def test_two_students_of_one_name(tmp_path: Path, exercises: list[Exercise]) -> None:
    """They are told apart by the numbers of the LMS; who has a name alone keeps it."""
    names = [f"{name}_assignsubmission_file/{SLUG}.py" for name in ("Ada L_12", "Ada L_13", "Bob_14")]

    found = _found(_put(tmp_path / "class", *names), exercises)

    assert {student: one.lms_id for (student, _), one in found.items()} == {
        "Ada L (12)": "12",
        "Ada L (13)": "13",
        "Bob": "14",
    }


def test_an_empty_comment_is_no_second_answer(tmp_path: Path, exercises: list[Exercise]) -> None:
    """Moodle adds a folder for the text field; who handed in nothing else is still told that there is nothing."""
    folder = _put(tmp_path / "class", f"Ada_1_assignsubmission_file/{SLUG}.py")
    for name in ("Ada_1", "Bob_2"):
        comment = folder / f"{name}_assignsubmission_onlinetext" / "onlinetext.html"
        comment.parent.mkdir()
        comment.write_text("<p></p>", encoding="utf-8")

    for only in (None, exercises[2]):
        found = _found(folder, exercises, only)
        assert found["Ada", SLUG].fault == ""
        assert [(one.student, bool(one.fault)) for one in found.values()] == [("Ada", False), ("Bob", True)]


def test_a_whole_environment_is_a_short_sentence(source_kit: Kit, tmp_path: Path, exercises: list[Exercise]) -> None:
    """Of a thousand files five are named."""
    folder = _put(tmp_path / "class", *(f"ada/lib/m{number:04}.py" for number in range(1000)))

    (one,) = _found(folder, exercises, find_exercise(source_kit, "02")).values()

    assert "m0004.py and 995 more. Leave the one that counts." in one.fault


@pytest.mark.parametrize("named", [True, False])
def test_a_whole_folder_of_an_exercise_is_one_answer(
    source_kit: Kit, tmp_path: Path, exercises: list[Exercise], named: bool
) -> None:
    """What the kit has put beside `exercise.py` is no second answer; another file of the student's is."""
    only = find_exercise(source_kit, "02")
    names = [*(file.name for file in only.folder.glob("*.py") if file.name != "exercise.py"), "exercise.py"]
    assert len(names) == 5
    folder = _put(tmp_path / "class", *(f"ada/{SLUG}/{name}" for name in names), *(f"bob/{name}" for name in names))
    _put(folder, f"cy/{SLUG}/exercise.py", f"cy/{SLUG}/second_try.py", "dora/02/cases.py")

    found = _found(folder, exercises, only if named else None)

    assert (found["ada", SLUG].path.name, found["ada", SLUG].fault) == ("exercise.py", "")
    assert named == (("bob", SLUG) in found)  # nothing else tells which exercise bob's files are for
    assert not named or found["bob", SLUG].fault == ""
    assert "several files for this exercise: exercise.py, second_try.py" in found["cy", SLUG].fault
    assert found["dora", SLUG].path.name == "cases.py"


def test_students_who_are_called_by_numbers(source_kit: Kit, tmp_path: Path, exercises: list[Exercise]) -> None:
    """With an exercise that is asked for, the number of a whole entry is its student's, not that of an exercise."""
    folder = _put(tmp_path / "class", "01/answer.py", "02.py", "03/03.py", "11/answer.py")
    _zip(folder / "04.zip", "answer.py")

    found = _found(folder, exercises, find_exercise(source_kit, "02"))

    assert {key: one.fault for key, one in found.items()} == {
        (name, SLUG): "" for name in ("01", "02", "03", "04", "11")
    }


def test_a_file_for_another_exercise_is_told(source_kit: Kit, tmp_path: Path, exercises: list[Exercise]) -> None:
    """Nobody is told that there is no file where there is one."""
    folder = _put(tmp_path / "class", "ada/03.py", "bob/notes.txt", "cy_13_99_02.py", "dora_14_99_01.py")

    found = _found(folder, exercises, find_exercise(source_kit, "02"))

    assert found["ada", SLUG].fault == f"It holds nothing for {SLUG}, only for 03_csv_history."
    assert found["bob", SLUG].fault == "It holds no Python file or notebook."
    assert found["cy", SLUG].fault == ""
    assert found["dora", SLUG].fault == f"It holds nothing for {SLUG}, only for 01_event_logger."


def test_who_has_a_name_keeps_it(source_kit: Kit, tmp_path: Path, exercises: list[Exercise]) -> None:
    """A second student of that name who hands in later gets a number, and so does whoever comes alone."""
    only = find_exercise(source_kit, "02")
    folder = _put(tmp_path / "class", "Ada L_12_assignsubmission_file/a.py", "Ada L_13_assignsubmission_file/a.py")
    late = _put(tmp_path / "late", "Ada L_13_assignsubmission_file/a.py")

    assert sorted(_found(folder, exercises, only, {"12": "Ada L"})) == [("Ada L", SLUG), ("Ada L (13)", SLUG)]
    assert sorted(_found(late, exercises, only, {"12": "Ada L"})) == [("Ada L (13)", SLUG)]
    assert sorted(_found(late, exercises, only, {"12": "Ada L (12)", "13": "Ada L (13)"})) == [("Ada L (13)", SLUG)]


def test_a_reason_is_part_of_what_was_handed_in(source_kit: Kit, tmp_path: Path, exercises: list[Exercise]) -> None:
    """Where a second file comes or goes, the first one is to be looked at again."""
    only = find_exercise(source_kit, "02")
    folder = _put(tmp_path / "class", "ada/first.py")
    alone = _found(folder, exercises, only)["ada", SLUG]
    both = _found(_put(folder, "ada/second.py"), exercises, only)["ada", SLUG]

    assert both.path == alone.path
    assert both.digest != alone.digest
