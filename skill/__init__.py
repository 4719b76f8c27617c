"""My Back Walk: a voice companion that times short walks for people whose lower back hurts."""
