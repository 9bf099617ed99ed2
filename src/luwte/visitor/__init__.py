"""The visitor's side without a browser, for the demo, the tests and the load: what the page does, in
Python."""

from luwte.visitor.client import Visitor
from luwte.visitor.house import CheckedHouse, check, fetch
from luwte.visitor.kept import Kept, KeptState
from luwte.visitor.talk import Said, Talk
from luwte.visitor.trouble import VisitorError

__all__ = ["CheckedHouse", "Kept", "KeptState", "Said", "Talk", "Visitor", "VisitorError", "check", "fetch"]
