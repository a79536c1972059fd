"""Records the runs of the lessons again: `python -m grader.recording [PAGE ...]`; `make record` does all of them."""

from __future__ import annotations

import sys

from grader import standins
from grader.kit.errors import KitError
from grader.kit.nearest import nearest
from grader.kit.paths import find_kit
from grader.recording.plan import plans
from grader.recording.write import write_page


def main(pages: list[str]) -> None:
    """Record all ``pages``, or those that have something to record when none is named."""
    kit = find_kit()
    known = {plan.page: plan for plan in plans(kit.root / "lessons")}
    for page in pages:
        if page not in known:
            guess = nearest(page, known)
            raise KitError(f"{page} records nothing. Did you mean {guess}?" if guess else f"{page} records nothing.")
    place = standins.prepare(kit.state / "standins", print)
    for page in pages or list(known):
        write_page(known[page], kit.root / "lessons" / "recorded", place.tfds_dir, print)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KitError as error:
        sys.exit(str(error))
