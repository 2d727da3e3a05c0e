"""Selections and pictures that the templates show, a module a view."""
