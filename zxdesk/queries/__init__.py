"""What is known: lists, conditions, links, completion, what is due, what papers say."""
