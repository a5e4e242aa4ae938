"""The window's texts in the languages of the United Nations: sources and what works on them.

Not part of the program: it gets the compiled files, in `resources/translations`.
"""
