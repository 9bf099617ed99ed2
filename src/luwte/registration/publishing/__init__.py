"""What of the counts may leave the house.

By closed ``periods`` on release days (``releasing``), small cells hidden with whatever would tell them
(``suppression``), each table alone and all together (``withholding``, ``leaves``, ``grids``). ``publisher``
is the door.
"""
