CREATE TABLE waiting_words (
    -- ends: with its conversation
    conversation TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    words BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE shares (
    -- ends: when the page confirmed a newer one, at the end of the conversation, at quick exit
    number INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    share BLOB NOT NULL,
    is_kept INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE offers (
    -- ends: with the next epoch, or with its conversation
    conversation TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    offer BLOB NOT NULL,
    PRIMARY KEY (conversation, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_copies (
    -- ends: with its conversation; close-out keeps the seal with the transcript
    conversation TEXT NOT NULL,
    key TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (conversation, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE transcript_seals (
    -- ends: at the term of the transcript's class; deleting them erases the transcript (part 0: R, then K)
    transcript TEXT NOT NULL,
    part INTEGER NOT NULL,
    key TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (transcript, part)
) STRICT, WITHOUT ROWID;
