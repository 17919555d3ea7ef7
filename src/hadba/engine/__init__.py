"""Where the stages run: in process, in a pool."""
