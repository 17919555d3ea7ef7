"""when, where, who: what was written becomes a date, a point, a party, or an honest "no answer"."""
