"""Language help without domain: parsing, numbers, normalising."""
