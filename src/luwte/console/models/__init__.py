"""Item models over the console's frozen rows: they hold what views list, and tell the smallest change."""
