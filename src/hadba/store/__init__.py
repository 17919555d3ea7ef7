"""The ledger on a database."""
