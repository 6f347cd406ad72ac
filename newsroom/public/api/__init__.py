"""What readers have, for programs: stories in IPTC's ninjs 3.0, one by its uid or by the page."""
