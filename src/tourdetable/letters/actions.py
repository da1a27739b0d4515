"""Letters are drafted, approved, sent or discarded."""
