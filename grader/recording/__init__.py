"""Recorded runs: what the scripts of the lessons print and the curves of their histories, made again by one command."""
