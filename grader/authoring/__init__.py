"""The author flow: from a solution to its stub, and the proof that an exercise's judge is right."""
