-- What the desk lists and searches: one sheet an incident, its claims, its words. All of it is derived and can be dropped.
-- Every change of an incident is noted, whoever makes it, so that the sheets follow without a look at the rest.
CREATE TABLE incident_changed (
    incident_id TEXT PRIMARY KEY
)

CREATE TRIGGER incident_inserted AFTER INSERT ON incident
BEGIN
    INSERT OR IGNORE INTO incident_changed VALUES (NEW.incident_id);
END

CREATE TRIGGER incident_updated AFTER UPDATE ON incident
BEGIN
    INSERT OR IGNORE INTO incident_changed VALUES (NEW.incident_id);
END

CREATE TRIGGER incident_deleted AFTER DELETE ON incident
BEGIN
    INSERT OR IGNORE INTO incident_changed VALUES (OLD.incident_id);
END

CREATE TABLE sheet (
    n INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    json TEXT
)

CREATE INDEX sheet_revision ON sheet (revision)

CREATE TABLE incident_claim (
    claim_id TEXT PRIMARY KEY,
    n INTEGER NOT NULL
)

CREATE INDEX incident_claim_n ON incident_claim (n)

CREATE VIRTUAL TABLE sheet_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')

INSERT INTO incident_changed SELECT incident_id FROM incident
