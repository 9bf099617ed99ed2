"""Every use of a cryptographic primitive: keys and certificates, sealing, the message channel, passwords."""
