"""The bank in the formats of learning management systems: one file per format, and `formats.py` as the table of them."""
