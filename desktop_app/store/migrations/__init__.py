"""The steps from each released shape of the database to the next; forward only.

A step is never edited after its release and imports nothing of the program. Its number is
its revision, so that a newer file can be told from an older one by comparing numbers.
"""
