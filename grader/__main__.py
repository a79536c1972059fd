"""`python -m grader`: the command line where scripts are not on the path."""

from grader.cli import run

if __name__ == "__main__":
    run()
