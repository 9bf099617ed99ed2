"""What stays on the volunteer's own computer: secrets in its keyring, and the notes of one shift."""
