"""The window: pages, dialogs and widgets. The only layer that has texts and knows Qt."""
