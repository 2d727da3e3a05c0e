"""`python -m macros`."""

import gc
import os
import sys

if __name__ == "__main__":
    # Pydantic looks through every package that is installed for plugins, which takes longer than to load all of ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if not {"check", "plan"}.isdisjoint(sys.argv):
        gc.disable()  # all that these make is there until they end, and the collector would look at it again and again
    from macros.cli import main

    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        status = 141  # who read along has seen enough, as `head` does; nothing more can be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        status = 130  # what shells say of a command that was interrupted
    gc.freeze()  # or the collector looks at every record once more before the process ends, a quarter of a check
    sys.exit(status)
