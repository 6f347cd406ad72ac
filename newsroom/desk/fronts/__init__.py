"""The desk's room of fronts: which there are, the screen on which one is arranged, issued and rolled back."""
