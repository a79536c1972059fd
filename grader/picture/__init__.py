"""The picture of a run: what the callbacks did, beside what the oracles say that they should have done.

One small model serves every exercise: a picture has scenes, one for each run; a scene has timelines, one for each fit;
a timeline has epochs, curves by name, and marks on the epochs. ``build`` makes it out of evidence and verdicts when a
submission has been judged, ``kept`` keeps it for `grader show`, and the other modules draw it. Whoever has a report can
put its picture into any page with one call:

    from grader.picture import fragment

    html = fragment(report.picture)  # "" when there is nothing to show
"""

from __future__ import annotations

from grader.picture.failure import picture_of_failure
from grader.picture.fragment import fragment
from grader.picture.timeline import Picture, Scene, Timeline

__all__ = ["Picture", "Scene", "Timeline", "fragment", "picture_of_failure"]
