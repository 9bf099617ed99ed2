"""Published figures for people: in the house's words (``labels``), as charts and ``leading`` sentences, as
the annual ``report``, and as ``files`` for analysis.
"""
