"""What somebody at each of the five levels does, so that two people mean the same by a 3.

The English text stands in the API's description; pages say it in Danish and take this as its translation
(`service.web.frame.wording.level_text`), HR's files in `docs/hr-files.md`.
"""

from collections.abc import Mapping

# The level that is offered where nothing says one: ordinary tasks alone. By eye; people choose.
USUAL_LEVEL = 3

LEVELS: Mapping[int, str] = {
    1: "Knows the essentials and can help when a colleague shows the way.",
    2: "Can do well-defined tasks with somebody to ask.",
    3: "Can do ordinary tasks alone.",
    4: "Can do difficult and unusual tasks and guides colleagues.",
    5: "Sets the direction of the field; others come for advice in the hardest cases.",
}
