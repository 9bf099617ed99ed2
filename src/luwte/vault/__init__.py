"""What stays on the volunteer's own computer: secrets in the system's keyring, later the notes of a shift."""
