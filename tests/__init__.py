"""The tests; what must be in place before anything is imported."""

import os
import tempfile

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="iyne-runtime-"))
