"""How fast the project is, beside others and beside itself at other sizes. No test: nothing here passes or fails.

Every figure is a ratio within one run, in processor time, as machines differ and are shared.
"""
