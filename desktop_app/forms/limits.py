"""How much a form may ask for before it is refused; each limit is far above any real form."""

MAX_FORM_BYTES = 32 * 1024 * 1024
MAX_XML_ELEMENTS = 600_000
MAX_XML_DEPTH = 100
MAX_QUESTIONS = 50_000
MAX_SECONDARY_ROWS = 100_000

MAX_EXPRESSION_CHARS = 30_000
MAX_EXPRESSION_DEPTH = 100
MAX_STEPS = 300_000  # of all paths of a form, one for each node that a step may mean
MAX_PATTERN_CHARS = 1_000

MAX_INSTANCES = 1_000  # of one repeat in one place
MAX_LIVE_NODES = 200_000
MAX_EVALUATIONS = 500_000  # in one step
MAX_WORK = 2_000_000  # nodes and rows looked at in one step; some seconds
LONG_TEXT_CHARS = 1_000  # a text from here on counts as work too, one for eight characters
MAX_FOLLOW_UPS = 1_000  # value-changed actions in one step
MAX_VALUE_CHARS = 1_000_000
