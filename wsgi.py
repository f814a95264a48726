"""What gunicorn serves: ``gunicorn wsgi:app``."""

import gc

# Loading makes a great many objects that all stay: looking for garbage among them only costs
# time.
gc.disable()

from recruit.app import create_app  # noqa: E402

app = create_app()
gc.freeze()
gc.enable()
