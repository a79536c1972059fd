"""A child sees few variables, and none that changes a verdict."""

from __future__ import annotations

from pathlib import Path

from grader.isolation.environment import run_environment, server_environment


def test_only_what_is_needed_gets_through() -> None:
    """Secrets, and settings of Keras and Python, stay outside."""
    outer = {"PATH": "/bin", "TOKEN": "secret", "KERAS_MAX_EPOCHS": "1", "PYTHONPATH": "/x", "KERAS_BACKEND": "jax"}

    inner = server_environment(Path("/home/child"), outer)

    assert inner["PATH"] == "/bin"
    assert inner["KERAS_BACKEND"] == "tensorflow"
    assert not {"TOKEN", "KERAS_MAX_EPOCHS", "PYTHONPATH"} & set(inner)


def test_the_list_of_fonts_is_made_once(tmp_path: Path) -> None:
    """Its place is the same for every server, and matplotlib takes no settings from outside."""
    outer = {"MPLCONFIGDIR": "/settings", "MPLBACKEND": "TkAgg"}

    one, two = server_environment(tmp_path / "one", outer), server_environment(tmp_path / "two", outer)

    assert one["MPLCONFIGDIR"] == two["MPLCONFIGDIR"] != "/settings"
    assert one["MPLBACKEND"] == "Agg"


def test_the_accelerator_is_hidden_unless_asked_for() -> None:
    """`--device gpu` lets the child see what the command sees."""
    outer = {"CUDA_VISIBLE_DEVICES": "3"}

    assert run_environment(Path("/run"), None, "cpu", outer)["CUDA_VISIBLE_DEVICES"] == "-1"
    assert run_environment(Path("/run"), None, "gpu", outer)["CUDA_VISIBLE_DEVICES"] == "3"


def test_data_is_found_where_it_lies() -> None:
    """Unmodified loading code finds the stand-ins."""
    assert run_environment(Path("/run"), Path("/data"), "cpu", {})["TFDS_DATA_DIR"] == "/data"
