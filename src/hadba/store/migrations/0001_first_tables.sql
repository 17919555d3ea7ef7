-- Plain SQL that SQLite and PostgreSQL read alike; statements are parted by a blank line.
-- Days are ISO text ("2017-05-28"), moments ISO text with offset; `json` columns hold whole records.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published TEXT,
    json TEXT NOT NULL,
    added_at TEXT NOT NULL
)

CREATE INDEX report_sha256 ON report (sha256)

CREATE TABLE reading (
    report_id TEXT PRIMARY KEY REFERENCES report (id),
    version TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE TABLE claim (
    claim_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES report (id),
    first_char INTEGER NOT NULL,
    family TEXT NOT NULL,
    type TEXT NOT NULL,
    start_day TEXT,
    end_day TEXT,
    json TEXT NOT NULL
)

CREATE INDEX claim_order ON claim (report_id, first_char, claim_id)

CREATE INDEX claim_type ON claim (family, type, start_day)

CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    who TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE TABLE incident (
    incident_id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    start_day TEXT,
    end_day TEXT,
    grade TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX incident_day ON incident (start_day)

CREATE TABLE quarantine (
    id TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    sample TEXT NOT NULL,
    at TEXT NOT NULL
)

CREATE TABLE place (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
)

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (kind, subject)
)
