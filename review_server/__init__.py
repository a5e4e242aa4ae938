"""The central review server: the reference implementation of docs/protocol.md, section 8."""
