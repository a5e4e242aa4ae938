"""Regular expressions that cannot run away: an automaton walks over the text once.

Python's own matcher tries again and again when a repeated part can match the same text in
several ways, and cannot be stopped. The dialect is what ODK's engines share, with ASCII
classes as there; whole values match, so neither groups nor greed make a difference.
"""
