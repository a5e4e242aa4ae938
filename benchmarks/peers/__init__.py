"""Independent programs to compare with: two engines for XForms, three that synchronise."""
