"""House style: rules as data, one engine that finds where they fire, and what to put there instead."""
