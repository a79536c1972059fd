"""Records the runs of the lessons again: `python -m grader.recording [--draw] [PAGE ...]`; `make record` does all pages.

With `--draw` nothing is run: the figures are drawn again from what was recorded.
"""

from __future__ import annotations

import sys

from grader import standins
from grader.kit.errors import KitError
from grader.kit.nearest import did_you_mean
from grader.kit.paths import find_kit
from grader.recording.plan import plans
from grader.recording.write import draw_page, write_page


def main(arguments: list[str]) -> None:
    """Record all pages that ``arguments`` name, or those that have something to record when none is named."""
    kit = find_kit()
    recorded = kit.root / "lessons" / "recorded"
    known = {plan.page: plan for plan in plans(kit.root / "lessons")}
    pages = [argument for argument in arguments if argument != "--draw"]
    if unknown := [page for page in pages if page not in known]:
        raise KitError(f"There is nothing to record for `{unknown[0]}`.{did_you_mean(unknown[0], known)}")
    chosen = [known[page] for page in pages or known]
    if "--draw" in arguments:
        for plan in chosen:
            draw_page(plan, recorded)
        return
    place = standins.prepare(kit.state / "standins", print)
    for plan in chosen:
        write_page(plan, recorded, place.tfds_dir, print)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KitError as error:
        sys.exit(str(error))
