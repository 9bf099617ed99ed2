"""Opened registrations as numbers: compact ``columns``, the ``questions`` that can be asked of them, and the
``counts`` that answer.
"""
