"""What every room stands on: the context, messages, tasks, settings, pages and dialogs as such."""
