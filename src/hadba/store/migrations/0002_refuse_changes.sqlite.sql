-- What never changes: reports, decisions and the audit chain; a claim is written once (and dropped only with its reading).
CREATE TRIGGER report_no_update BEFORE UPDATE ON report
BEGIN
    SELECT RAISE(ABORT, 'immutable: report');
END

CREATE TRIGGER report_no_delete BEFORE DELETE ON report
BEGIN
    SELECT RAISE(ABORT, 'immutable: report');
END

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN
    SELECT RAISE(ABORT, 'immutable: decision');
END

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN
    SELECT RAISE(ABORT, 'immutable: decision');
END

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'immutable: audit');
END

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'immutable: audit');
END

CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim
BEGIN
    SELECT RAISE(ABORT, 'immutable: claim');
END
