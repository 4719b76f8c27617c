"""What Alexa's own intents are understood by before any sample of ours is added."""

BUILT_IN_SAMPLES = {
    "AMAZON.HelpIntent": ("help", "help me", "can you help me"),
    "AMAZON.StopIntent": ("stop", "off", "shut up"),
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it"),
    "AMAZON.YesIntent": ("yes", "yes please", "sure", "okay", "yeah", "yep"),
    "AMAZON.NoIntent": ("no", "no thanks", "no thank you", "nope", "nah"),
    "AMAZON.RepeatIntent": ("repeat", "repeat that", "say that again"),
    "AMAZON.NavigateHomeIntent": ("home", "go home"),
}
"""Utterances by intent. Source: Amazon's list of standard built-in intents, and the everyday forms of yes and no."""
