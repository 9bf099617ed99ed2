"""What can go wrong on the visitor's side and is foreseen."""

from luwte.errors import LuwteError


class VisitorError(LuwteError):
    """A foreseen error of the visitor's side; ``code`` says which.

    ``no_page``, ``no_house``: the server does not answer as it should. ``no_intake``: the line has no key
    for this week.
    ``unknown_version``: page and server speak different versions of the protocol.
    ``no_state``: what was kept opens under no share. ``too_late``: an answer did not come in time.
    ``retention``: the server chose an archive that the policy does not promise.
    ``members``, ``epoch``: the server asked for keys for nobody, for one shift twice, or for an epoch whose
    keys are there.
    ``not_now``: asked for in the wrong stage. ``refused_…``: the server refused, with its code.
    """
