CREATE TABLE requests (
    -- ends: when it is answered or lapses, or with its conversation; its notes are sealed to consoles
    request TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    state BLOB NOT NULL
) STRICT, WITHOUT ROWID;
