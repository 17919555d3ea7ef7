-- What linking keeps between runs, and what every derivation changed.
CREATE TABLE linkage (
    report_id TEXT PRIMARY KEY REFERENCES report (id),
    ruled TEXT NOT NULL,
    stale INTEGER NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX linkage_stale ON linkage (stale)

CREATE TABLE linkage_month (
    month TEXT NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (month, report_id)
)

CREATE INDEX linkage_month_report ON linkage_month (report_id)

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX change_incident ON change (incident_id)
