"""The demo municipality: Fjordby Kommune, which is invented, with everybody and everything in it."""

from graph.demo.generation import Municipality, load_demo, municipality

__all__ = ["Municipality", "load_demo", "municipality"]
