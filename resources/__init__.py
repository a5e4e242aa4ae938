"""Files that go with the program: icons, styles, report templates, questionnaire sources."""
