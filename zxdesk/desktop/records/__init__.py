"""Lists of records, one record in detail, the registers."""
