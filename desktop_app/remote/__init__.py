"""The central server's HTTP interface; the only place that opens a line."""
