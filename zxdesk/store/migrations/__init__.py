"""Changes of the schema, run by `zxdesk.store.migrate`."""
