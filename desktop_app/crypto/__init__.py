"""Key slots of the profile, recovery codes, device keys and passphrase strength."""
