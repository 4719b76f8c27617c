"""The conversations, each in a module, and the one door to Alexa's SDK: turn and reply."""
