-- What linking keeps between runs, and what every derivation changed.
CREATE TABLE linkage (
    report_id TEXT COLLATE "C" PRIMARY KEY REFERENCES report (id),
    ruled TEXT NOT NULL,
    stale INTEGER NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX linkage_stale ON linkage (stale)

CREATE TABLE linkage_month (
    month TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (month, report_id)
)

CREATE INDEX linkage_month_report ON linkage_month (report_id)

CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    incident_id TEXT COLLATE "C" NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX change_incident ON change (incident_id)
