"""The real builder, and the built site over HTTP."""
