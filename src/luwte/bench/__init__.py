"""``luwte bench``: what a line costs and what memory is used, beside a bare relay in the same run."""
