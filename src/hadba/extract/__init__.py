"""report -> claims: times, places, attributions, actors, events, figures, control and conditions, as written."""
