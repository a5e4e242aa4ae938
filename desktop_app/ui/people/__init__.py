"""The people of a response: who there is, and what can be done about them."""
