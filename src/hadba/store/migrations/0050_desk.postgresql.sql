-- The same as for SQLite, in PostgreSQL's words.
CREATE TABLE incident_changed (
    incident_id TEXT COLLATE "C" PRIMARY KEY
)

CREATE FUNCTION note_incident() RETURNS trigger AS $$ BEGIN INSERT INTO incident_changed VALUES (COALESCE(NEW.incident_id, OLD.incident_id)) ON CONFLICT DO NOTHING; RETURN NULL; END $$ LANGUAGE plpgsql

CREATE TRIGGER incident_noted AFTER INSERT OR UPDATE OR DELETE ON incident
FOR EACH ROW EXECUTE FUNCTION note_incident()

CREATE TABLE sheet (
    n INTEGER PRIMARY KEY,
    incident_id TEXT COLLATE "C" NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    json TEXT
)

CREATE INDEX sheet_revision ON sheet (revision)

CREATE TABLE incident_claim (
    claim_id TEXT COLLATE "C" PRIMARY KEY,
    n INTEGER NOT NULL
)

CREATE INDEX incident_claim_n ON incident_claim (n)

CREATE TABLE sheet_words (
    n INTEGER PRIMARY KEY,
    words TSVECTOR NOT NULL
)

CREATE INDEX sheet_words_of ON sheet_words USING GIN (words)

INSERT INTO incident_changed SELECT incident_id FROM incident
