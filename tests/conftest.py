"""What holds for every test: an example's time is the machine's affair, not a fault of the code."""

from hypothesis import settings

settings.register_profile("copydesk", deadline=None)
settings.load_profile("copydesk")
