"""All SQL, and the files beside it. Every function works within the caller's transaction."""
