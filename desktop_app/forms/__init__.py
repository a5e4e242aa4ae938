"""A compiled questionnaire in, a live form out: logic, validation, languages."""
