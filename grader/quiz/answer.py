"""What a learner types at a question, understood or answered kindly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase

from grader.quiz.bank import Question

SKIP, QUIT, HELP = "skip", "quit", "help"
# No option of a question with fewer than 17 options has one of these letters.
_COMMANDS = {"s": SKIP, "skip": SKIP, "q": QUIT, "quit": QUIT, "exit": QUIT, "?": HELP, "h": HELP, "help": HELP}


@dataclass(frozen=True)
class Typed:
    """What was typed: options by their ids, or a command, or a sentence that says why it was neither."""

    ticked: tuple[str, ...] = ()
    command: str = ""
    problem: str = ""


def letters_of(question: Question) -> dict[str, str]:
    """Return the id behind each letter, in the order in which the options are shown."""
    return {letter: option.id for letter, option in zip(ascii_uppercase, question.options, strict=False)}


def understand(line: str, question: Question) -> Typed:
    """Return what ``line`` means: letters in any case, with or without blanks, commas, dots or `and` between them."""
    letters = letters_of(question)
    text = line.strip()
    if not text:
        return Typed(problem=f"Nothing is typed yet. {_example(letters)}")
    if text.lower() in _COMMANDS and text.upper() not in letters:
        return Typed(command=_COMMANDS[text.lower()])
    typed = re.sub(r"[\s,.;/+&()]|\band\b", "", text, flags=re.IGNORECASE).upper()
    unknown = [sign for sign in dict.fromkeys(typed) if sign not in letters]
    if unknown or not typed:
        named = ", ".join(f"`{sign}`" for sign in unknown[:3]) or f"`{text[:20]}`"
        return Typed(problem=f"{named} is none of the options here. {_example(letters)}")
    return Typed(ticked=tuple(letters[letter] for letter in letters if letter in typed))


def _example(letters: dict[str, str]) -> str:
    first, *_, last = letters
    return f"Type the letters of all that apply, such as {first} or {first}{last}; ? helps."
