-- The same as for SQLite, in PostgreSQL's words.
CREATE TABLE block (
    digest TEXT COLLATE "C" PRIMARY KEY,
    codec TEXT NOT NULL,
    bytes BYTEA NOT NULL
)

CREATE TABLE capture (
    id TEXT COLLATE "C" PRIMARY KEY,
    sha256 TEXT NOT NULL,
    origin TEXT COLLATE "C" NOT NULL,
    at TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX capture_origin ON capture (origin)

CREATE TABLE bearing (
    id TEXT COLLATE "C" PRIMARY KEY,
    report_id TEXT COLLATE "C" NOT NULL REFERENCES report (id),
    capture_id TEXT COLLATE "C" NOT NULL REFERENCES capture (id),
    json TEXT NOT NULL
)

CREATE INDEX bearing_report ON bearing (report_id)

CREATE INDEX bearing_capture ON bearing (capture_id)

CREATE TRIGGER block_immutable BEFORE UPDATE OR DELETE ON block
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER capture_immutable BEFORE UPDATE OR DELETE ON capture
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER bearing_immutable BEFORE UPDATE OR DELETE ON bearing
FOR EACH ROW EXECUTE FUNCTION refuse_change()
