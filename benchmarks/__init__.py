"""Measurements of speed, each beside a yardstick in the same run. They take part in no test of the dashboard."""
