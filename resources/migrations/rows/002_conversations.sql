CREATE TABLE conversations (
    -- ends: at close-out, withdrawal, or when the resume window has passed; holds no text, no address, no time of a line
    conversation TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lines (
    -- ends: with its conversation; what remains of it is sealed in the transcript
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    sender TEXT NOT NULL,
    frame BLOB NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (conversation, number)
) STRICT;

CREATE TABLE shifts (
    -- ends: with the shift, twelve hours at most
    shift TEXT PRIMARY KEY,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE transcripts (
    -- ends: at the term of its retention class; a random id, so that the order tells nothing
    transcript TEXT PRIMARY KEY,
    week TEXT NOT NULL,
    retention TEXT NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
