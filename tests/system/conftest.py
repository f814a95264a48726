"""A site with an index on disk."""

from tests.indexed import _shared, folder, shared_site

__all__ = ["_shared", "folder", "shared_site"]
