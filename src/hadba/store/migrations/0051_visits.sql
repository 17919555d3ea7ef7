-- Addresses that `hadba watch` knows: feeds, and the pages that they name; what came of the last visit, and when the next is due.
CREATE TABLE visit (
    url TEXT PRIMARY KEY,
    feed TEXT NOT NULL,
    state TEXT NOT NULL,
    json TEXT NOT NULL
)

CREATE INDEX visit_state ON visit (feed, state)
