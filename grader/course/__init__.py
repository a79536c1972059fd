"""A course for nbgrader: notebooks, a gradebook, and the settings of a term."""
