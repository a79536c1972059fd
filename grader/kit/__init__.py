"""The ground of the kit: its words, its errors and the places of its files."""
