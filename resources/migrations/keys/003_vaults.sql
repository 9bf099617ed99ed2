CREATE TABLE vault_shares (
    -- ends: with its shift, however that ends, or with the next vault; without it that computer's notes are noise (T8)
    person TEXT NOT NULL,
    vault TEXT NOT NULL,
    share BLOB NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (person, vault)
) STRICT, WITHOUT ROWID;
