-- The same as for SQLite, in PostgreSQL's words.
CREATE FUNCTION refuse_change() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION USING MESSAGE = 'immutable: ' || TG_TABLE_NAME; END $$ LANGUAGE plpgsql

CREATE TRIGGER report_immutable BEFORE UPDATE OR DELETE ON report
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER decision_immutable BEFORE UPDATE OR DELETE ON decision
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER audit_immutable BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse_change()

CREATE TRIGGER claim_immutable BEFORE UPDATE ON claim
FOR EACH ROW EXECUTE FUNCTION refuse_change()
