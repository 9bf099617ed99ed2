"""The volunteer's console: ``link`` and ``state`` know nothing of Qt; ``controller`` stands between them and
the views."""
