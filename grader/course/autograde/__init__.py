"""What `nbgrader autograde` does with a class of the kit: no kernel starts, and nothing that a student did stops it.

    read     whatever was handed in, a torn file too                     (exporter.py)
    mend     the cells as the course made them, with the student's text  (mend.py)
    grade    all answers of an assignment at once, on all cores          (verdicts.py)
    show     verdicts as outputs of cells, which nbgrader reads          (outputs.py)

`steps.py` puts this into nbgrader's own order of steps.
"""
