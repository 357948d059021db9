"""Every paper of the office: what stands on it, how it is collected, how it is composed."""
