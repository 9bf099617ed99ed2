"""Keeping the line open: where connections come from, as tags that expire, and how much they may."""
