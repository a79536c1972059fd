"""The quiz: one question bank, read once, asked on a page and in a terminal, and exported to an LMS.

    bank file -> read -> Bank -> page | terminal | exports

`bank.py` says what a question is and `score.py` what an answer is worth; everything else is a view of these two.
"""
