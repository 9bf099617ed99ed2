"""The server: who waits, who answers, who hears what, without being able to read a word of it."""
