"""Every error that onrecord raises on purpose. Each says where, what, and what would do."""


class OnRecordError(Exception):
    """Any error of onrecord; its text is one line that a user can act on."""


class StoryError(OnRecordError):
    """A story cannot be read: names the file, the place in it and what would do."""


class InputError(OnRecordError):
    """An input as a whole cannot be read: a missing file, an unknown form, a column that is not there."""


class ModelError(OnRecordError):
    """A language model or weight file is missing, is not what it should be, or does not fit."""


class StoreError(OnRecordError):
    """A record cannot be opened, read or written."""


class ExportError(OnRecordError):
    """An export cannot be made as asked."""
