"""Newsletters as readers have them: asked for, confirmed, given up; each issue printed from what is live then."""
