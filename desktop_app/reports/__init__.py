"""Printed results: a neutral document model, set as PDF (Typst) and as Word."""
