"""Letters of a case: begun from a template, looked at before they go, listed, copied as text; the unit's templates."""
