"""The anonymous registration: what a helpline learns from a conversation without learning who had it (R1).

``form`` checks answers against the house policy, ``guard`` looks over free text. Then, in the order of the
walk: ``sealed`` registrations on their way, ``counting`` what a coordinator opened, ``publishing`` what may
be shown of it, ``reporting`` that to people.
"""
