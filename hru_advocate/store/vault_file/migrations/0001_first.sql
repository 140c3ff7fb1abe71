BEGIN IMMEDIATE;

-- Constraints avoid IN lists: each would build a small table in memory, locked and wiped, on every save.

-- The ledger. Never changed, never deleted: the triggers below refuse both.
-- A header is kept as the very text that was hashed and signed; what lists look for is beside it, and verification
-- compares the two.
CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    case_id TEXT,
    lane_sequence INTEGER NOT NULL CHECK (lane_sequence >= 1),
    record TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'record' OR kind = 'event' OR kind = 'erasure'),
    recorded TEXT NOT NULL,  -- UTC
    header TEXT NOT NULL,  -- canonical JSON (docs/format.md)
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    signature BLOB NOT NULL,
    UNIQUE (device, sequence)
) STRICT;
-- One index for a case's entries by kind and for its lanes: a second one would be a further page to write on every save.
CREATE INDEX entry_case ON entry (case_id, kind, device, lane_sequence);
-- A record's first entry usually bears the record's own id, so only the others need a place here.
CREATE INDEX entry_record ON entry (record) WHERE record <> id;

-- The bodies, apart from the headers, so that one can be erased by authority while its header stays.
CREATE TABLE entry_content (
    position INTEGER PRIMARY KEY,  -- of its entry; verification looks for strays, a reference would slow every save
    salt BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- Which entries an entry corrects or, if it is an erasure, empties. A parent may still be on its way from another device.
CREATE TABLE entry_parent (
    parent TEXT NOT NULL,
    child TEXT NOT NULL,
    PRIMARY KEY (parent, child)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_content_is_never_changed BEFORE UPDATE ON entry_content
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_content_goes_only_by_erasure BEFORE DELETE ON entry_content
WHEN NOT EXISTS (
    SELECT 1 FROM entry AS emptied
    JOIN entry_parent ON entry_parent.parent = emptied.id
    JOIN entry AS erasure ON erasure.id = entry_parent.child AND erasure.kind = 'erasure'
    WHERE emptied.position = OLD.position
)
BEGIN SELECT RAISE(ABORT, 'a body goes only by an erasure entry'); END;
CREATE TRIGGER entry_parent_is_never_changed BEFORE UPDATE ON entry_parent
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_parent_is_never_deleted BEFORE DELETE ON entry_parent
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- Views: worked out from the ledger, thrown away and rebuilt at will.
-- A head is an entry nobody has corrected, with what its line in a list says. What its header says stays with its entry.
-- Its words wait here and move into the index many at a time: no further page to write for a save, instead of four.
CREATE TABLE head (
    position INTEGER PRIMARY KEY,
    slot TEXT NOT NULL,
    sort TEXT NOT NULL,
    line TEXT NOT NULL,
    due TEXT,
    due_label TEXT,
    columns TEXT,  -- JSON; NULL when it sets none
    words TEXT,  -- NULL once they are in the index
    disputed INTEGER NOT NULL DEFAULT 0 CHECK (disputed = 0 OR disputed = 1),
    case_id TEXT  -- as its entry has it, so that what is due in open cases is found without the entries of closed ones
) STRICT;
CREATE INDEX head_due ON head (due, slot, case_id) WHERE due IS NOT NULL;
CREATE INDEX head_slot ON head (slot, case_id);

CREATE TABLE case_row (
    case_id TEXT PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    opened TEXT NOT NULL,
    initials TEXT,
    name TEXT,
    status TEXT,
    area TEXT,
    living TEXT,
    level TEXT,
    level_on TEXT,
    safe TEXT,
    calls TEXT,  -- whether voice calls work for the person: yes or no
    last_contact TEXT,
    last_reached TEXT,
    next_contact TEXT,
    next_reason TEXT,
    review_due TEXT,
    review_asks TEXT,  -- JSON list of event ids; NULL when none asks
    disputed INTEGER NOT NULL DEFAULT 0,
    folded TEXT NOT NULL,
    newest TEXT NOT NULL  -- sort, recorded and id of the newest head that set a column
) STRICT, WITHOUT ROWID;
CREATE INDEX case_row_status ON case_row (status);

-- Texts come folded and split (hru_advocate/domain/text_folding.py), so the tokenizer only cuts at spaces.
CREATE VIRTUAL TABLE search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii"
);

CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    case_id TEXT,
    form TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,
    parents TEXT NOT NULL,
    body BLOB NOT NULL,
    saved TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    id TEXT PRIMARY KEY,
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    wrapped_signing_key BLOB,  -- NULL for other devices
    label TEXT NOT NULL,
    created TEXT NOT NULL,
    -- 1: all its entries are here, so a missing number is damage; 0: only some cases' lanes are.
    whole_chain INTEGER NOT NULL CHECK (whole_chain = 0 OR whole_chain = 1),
    CHECK (whole_chain = 1 OR wrapped_signing_key IS NULL)
) STRICT;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 1213355329;  -- "HRUA"
PRAGMA user_version = 1;
COMMIT;
