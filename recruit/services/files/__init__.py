"""Files that people upload: looked at, read in a process of their own, cleaned, stored.

Nothing is imported here: the reading process must start fast and know nothing of the site.
"""
