"""The demo municipality: Fjordby Kommune, which is invented, with everybody and everything in it."""

from graph.demo.generation import Municipality, demo_ids, load_demo, municipality

__all__ = ["Municipality", "demo_ids", "load_demo", "municipality"]
