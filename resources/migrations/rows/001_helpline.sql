CREATE TABLE helpline (
    -- ends: with the organisation
    only INTEGER PRIMARY KEY CHECK (only = 1),
    helpline TEXT NOT NULL,
    root BLOB NOT NULL,
    is_paused INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE policies (
    -- ends: with the organisation; visitors may ask which version held (H11)
    version INTEGER PRIMARY KEY,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    signer BLOB NOT NULL
) STRICT;

CREATE TABLE people (
    -- ends: when a coordinator removes the person
    person TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    signer BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE removals (
    -- ends: when every certificate and helpline key that it voids has ended by itself; forgotten earlier, it
    -- could be undone by an old certificate
    staff BLOB PRIMARY KEY,
    person TEXT NOT NULL,
    until INTEGER NOT NULL,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    signer BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wishes (
    -- ends: when the wish is certified, replaced, or its person is removed
    person TEXT PRIMARY KEY REFERENCES people ON DELETE CASCADE,
    staff BLOB NOT NULL,
    envelope BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE helpline_keys (
    -- ends: intake: after its week, with every wrap of it; archive: at the term of its class
    key TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    period TEXT NOT NULL,
    retention TEXT NOT NULL,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    signer BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE coordinators (
    -- ends: when the coordinator is removed; until then what they signed is checked against it
    staff BLOB NOT NULL,
    person TEXT NOT NULL,
    until INTEGER NOT NULL,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    signer BLOB NOT NULL,
    PRIMARY KEY (staff, until)
) STRICT, WITHOUT ROWID;
