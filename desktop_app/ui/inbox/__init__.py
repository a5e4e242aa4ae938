"""Notices and messages in the window: how many are unread, and what they say."""
