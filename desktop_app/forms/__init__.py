"""A compiled questionnaire in, a live form out: logic, validation, languages. No Qt, no store."""
