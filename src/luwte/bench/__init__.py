"""What a line costs, what memory is used and how fast the screen is; a process that is measured loads no more
of this than its own part."""
