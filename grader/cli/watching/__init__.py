"""`grader watch`: files and keys give events, one loop takes them, one worker grades, one screen shows."""
