"""Whether a request truly comes from Alexa, is fresh, and is for this skill."""
