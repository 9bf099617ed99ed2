"""The anonymous registration: what a helpline learns from a conversation without learning who had it (R1).

``form`` checks answers against the house policy, ``guard`` looks over free text, ``blobs`` seals them to one
size, ``outbox`` keeps them until the shift ends, ``weeks`` is how the server stores them, ``counting`` and
``suppression`` turn opened ones into figures, ``report`` into a report.
"""
