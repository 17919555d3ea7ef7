-- The archive: bytes as they arrived, in blocks by their SHA-256; each arrival; which report was read from which.
CREATE TABLE block (
    digest TEXT PRIMARY KEY,
    codec TEXT NOT NULL,
    bytes BLOB NOT NULL
)

CREATE TABLE capture (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    origin TEXT NOT NULL,
    at TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX capture_origin ON capture (origin)

CREATE TABLE bearing (
    id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES report (id),
    capture_id TEXT NOT NULL REFERENCES capture (id),
    json TEXT NOT NULL
)

CREATE INDEX bearing_report ON bearing (report_id)

CREATE INDEX bearing_capture ON bearing (capture_id)

CREATE TRIGGER block_no_update BEFORE UPDATE ON block
BEGIN
    SELECT RAISE(ABORT, 'immutable: block');
END

CREATE TRIGGER block_no_delete BEFORE DELETE ON block
BEGIN
    SELECT RAISE(ABORT, 'immutable: block');
END

CREATE TRIGGER capture_no_update BEFORE UPDATE ON capture
BEGIN
    SELECT RAISE(ABORT, 'immutable: capture');
END

CREATE TRIGGER capture_no_delete BEFORE DELETE ON capture
BEGIN
    SELECT RAISE(ABORT, 'immutable: capture');
END

CREATE TRIGGER bearing_no_update BEFORE UPDATE ON bearing
BEGIN
    SELECT RAISE(ABORT, 'immutable: bearing');
END

CREATE TRIGGER bearing_no_delete BEFORE DELETE ON bearing
BEGIN
    SELECT RAISE(ABORT, 'immutable: bearing');
END
