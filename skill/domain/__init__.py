"""Frozen values and rules of walks, weeks, exercises and warning signs; standard library only."""
