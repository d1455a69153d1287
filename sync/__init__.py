"""The sync protocol, docs/protocol.md, and a client for it. Knows neither Flask nor SQLite."""
