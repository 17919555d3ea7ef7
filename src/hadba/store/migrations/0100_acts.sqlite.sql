-- What was done in public: policies that were set, releases that were made. Never changed, sealed in the audit chain.

CREATE TABLE act (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE TRIGGER act_no_update BEFORE UPDATE ON act
BEGIN
    SELECT RAISE(ABORT, 'immutable: act');
END

CREATE TRIGGER act_no_delete BEFORE DELETE ON act
BEGIN
    SELECT RAISE(ABORT, 'immutable: act');
END
