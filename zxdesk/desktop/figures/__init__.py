"""Any figure, the quotas and the programmes."""
