"""What gunicorn serves: ``gunicorn wsgi:app``."""

from recruit.app import create_app

app = create_app()
