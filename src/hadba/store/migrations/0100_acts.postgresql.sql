-- What was done in public: policies that were set, releases that were made. Never changed, sealed in the audit chain.

CREATE TABLE act (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    at TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE TRIGGER act_immutable BEFORE UPDATE OR DELETE ON act
FOR EACH ROW EXECUTE FUNCTION refuse_change()
