"""In a real kernel, with the names of cells that JupyterLab and VS Code send it, and with none, as simpler front ends do."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from grader.catalogue import find_exercise
from grader.course.notebook import notebook_of
from tests.conftest import SOURCE

SLOW = 120.0  # seconds
CELLS = notebook_of(SOURCE, find_exercise(SOURCE, "00"))["cells"]
SETUP, CHECK = CELLS[1]["source"], CELLS[3]["source"]


class Kernel:
    """Runs cells, and keeps what each showed."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, source: str, cell: str | None = None) -> list[dict[str, Any]]:
        """Run ``source`` as the cell that a front end calls ``cell``, and return the messages that it gave rise to."""
        client = self._client
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": False}
        message = client.session.msg("execute_request", content | {"user_expressions": {}})
        message["metadata"] = {"cellId": cell} if cell else {}
        client.shell_channel.send(message)
        shown: list[dict[str, Any]] = []
        while True:
            try:
                answer = client.get_iopub_msg(timeout=SLOW)
            except queue.Empty:
                pytest.fail("The kernel fell silent.")
            if answer["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                shown.append(answer)
                if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
                    return shown


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """Return a kernel in a folder of its own, where the first cell of a notebook was run."""
    folder = tmp_path_factory.mktemp("kernel")
    manager, client = start_new_kernel(kernel_name="python3", startup_timeout=SLOW, cwd=str(folder))
    try:
        running = Kernel(client)
        running.run(SETUP, "setup")
        yield running
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _shown(messages: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [message["content"] for message in messages if message["msg_type"] == kind]


# In this order: the answer of JupyterLab, once there, is the one that counts.
@pytest.mark.parametrize("cell", [None, "vscode-notebook-cell:/learner/00.ipynb#W2sZmlsZQ==", "answer"])
def test_the_answer_is_found_and_graded(kernel: Kernel, cell: str | None) -> None:
    """One place shows that grading goes on and then the card; the value is a plain number and nothing goes to stderr."""
    marked = f"# {cell}\ndef train(:\n    pass\n"
    kernel.run(marked, cell)
    messages = kernel.run(CHECK, "check" if cell else None)
    (first,), (last,) = _shown(messages, "display_data"), _shown(messages, "update_display_data")
    (value,) = _shown(messages, "execute_result")

    assert "Grading your answer" in first["data"]["text/plain"]
    assert "the answer cell, line 2" in last["data"]["text/plain"]
    assert "def train(:" in last["data"]["text/html"]
    assert value["data"] == {"text/plain": "0.0"}
    assert not _shown(messages, "stream")
    assert not _shown(messages, "error")


def test_running_the_first_cell_again_forgets_nothing(kernel: Kernel) -> None:
    """A learner who runs all cells above is not asked to run the answer again."""
    assert "Ready: 00" in _shown(kernel.run(SETUP, "setup"), "stream")[0]["text"]
    kernel.run("def train(:\n    again\n", "answer")
    (last,) = _shown(kernel.run(CHECK, "check"), "update_display_data")

    assert "line 1" in last["data"]["text/plain"]
