"""The steps from each released shape of the database to the next; forward only.

A step is never edited after its release and imports nothing of the program.
"""
