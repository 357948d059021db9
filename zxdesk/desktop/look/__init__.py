"""How the window looks: colours, type, icons, the tones of states."""
