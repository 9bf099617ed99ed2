"""Sealed registrations on their way: one size (``blobs``), kept by the console until the shift ends
(``outbox``), stored by the server in no order (``weeks``).
"""
