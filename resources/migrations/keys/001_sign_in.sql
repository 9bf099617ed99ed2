CREATE TABLE sign_ins (
    -- ends: at removal of the person, or at a new enrolment
    person TEXT PRIMARY KEY,
    proof_hash BLOB NOT NULL,
    totp TEXT,
    last_code INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment_codes (
    -- ends: at first use, or after 24 hours
    lookup TEXT PRIMARY KEY,
    secret_hash BLOB NOT NULL,
    person TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_tokens (
    -- ends: after 12 hours, at sign-out, or at removal of the person
    token_hash BLOB PRIMARY KEY,
    person TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wraps (
    -- ends: with its helpline key, or at removal of the person
    key TEXT NOT NULL,
    person TEXT NOT NULL,
    envelope BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (key, person, envelope)
) STRICT, WITHOUT ROWID;

CREATE TABLE origin_secrets (
    -- ends: with its month; without them a tag is noise (A4)
    epoch TEXT PRIMARY KEY,
    relay BLOB NOT NULL,
    server BLOB NOT NULL
) STRICT, WITHOUT ROWID;
