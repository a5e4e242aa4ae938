"""Two independent engines for ODK XForms, to compare with: ODK Web Forms and JavaRosa."""
