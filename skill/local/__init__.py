"""Running the skill on one's own machine; nothing in production imports it."""
