"""Files and pages -> reports; what cannot be used -> quarantine."""
