"""The few dialogs: what is rare, or must be settled before anything else goes on."""
