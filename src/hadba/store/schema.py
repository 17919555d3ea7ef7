"""The tables as SQLAlchemy sees them. They are made by the named steps in ``migrations``, never from here;
a test holds the two equal."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=null)


report = Table(
    "report",
    metadata,
    _text("id", key=True),
    _text("sha256"),
    _text("outlet"),
    _text("published", null=True),
    _text("json"),
    _text("added_at"),
)
reading = Table("reading", metadata, _text("report_id", key=True), _text("version"), _text("json"))
claim = Table(
    "claim",
    metadata,
    _text("claim_id", key=True),
    _text("report_id"),
    Column("first_char", Integer, nullable=False),
    _text("family"),
    _text("type"),
    _text("start_day", null=True),
    _text("end_day", null=True),
    _text("json"),
)
decision = Table("decision", metadata, _text("id", key=True), _text("at"), _text("action"), _text("who"), _text("json"))
incident = Table(
    "incident",
    metadata,
    _text("incident_id", key=True),
    _text("type"),
    _text("start_day", null=True),
    _text("end_day", null=True),
    _text("grade"),
    _text("json"),
)
quarantine = Table(
    "quarantine",
    metadata,
    _text("id", key=True),
    _text("origin"),
    _text("stage"),
    _text("reason"),
    _text("sample"),
    _text("at"),
)
place = Table("place", metadata, _text("id", key=True), _text("name"), _text("json"))
meta = Table("meta", metadata, _text("key", key=True), _text("value"))
audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    _text("subject"),
    _text("digest"),
    _text("previous"),
    _text("hash"),
)
block = Table("block", metadata, _text("digest", key=True), _text("codec"), Column("bytes", LargeBinary, nullable=False))
capture = Table("capture", metadata, _text("id", key=True), _text("sha256"), _text("origin"), _text("at"), _text("json"))
bearing = Table("bearing", metadata, _text("id", key=True), _text("report_id"), _text("capture_id"), _text("json"))
visit = Table("visit", metadata, _text("url", key=True), _text("feed"), _text("state"), _text("json"))
linkage = Table(
    "linkage",
    metadata,
    _text("report_id", key=True),
    _text("ruled"),
    Column("stale", Integer, nullable=False),
    _text("json"),
)
linkage_month = Table("linkage_month", metadata, _text("month", key=True), _text("report_id", key=True))
change = Table(
    "change",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _text("incident_id"),
    _text("at"),
    _text("kind"),
    _text("json"),
)
act = Table("act", metadata, _text("id", key=True), _text("kind"), _text("at"), _text("json"))
migration = Table("migration", metadata, _text("name", key=True), _text("at"))
# What the desk lists: derived from incidents, followed by triggers (see step 0050); its words have a table that each
# database makes in its own way and that is written in ``sheets`` alone.
incident_changed = Table("incident_changed", metadata, _text("incident_id", key=True))
sheet = Table(
    "sheet",
    metadata,
    Column("n", Integer, primary_key=True),
    _text("incident_id"),
    Column("revision", Integer, nullable=False),
    _text("digest"),
    _text("json", null=True),
)
incident_claim = Table("incident_claim", metadata, _text("claim_id", key=True), Column("n", Integer, nullable=False))
