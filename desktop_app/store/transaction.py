"""What a unit of work is given: an open transaction, to hand on to `store`, not to use."""

from sqlalchemy import Connection as Transaction

__all__ = ["Transaction"]
