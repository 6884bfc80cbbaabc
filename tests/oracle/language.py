"""What a model says, as plain data: the statements, steps and questions of docs/reference/language.md.

Expressions and conditions are nested tuples whose first element says what they are:
    ("num", 0.4) ("ref", "A.t") ("neg", e) ("+", e, e) ("call", "min", [e, ...]) ("payoff of", "A")
    ("is", "A.m", ["x", "y"]) ("at least", "damage", "light") ("<=", e, e) ("not", c) ("and", [c, ...]) ("or", [c, ...])
    ("event", "traded") ("ever", c) ("first", c) ("round", c, 2, "rounds" or None), c being about one thing
A condition that is missing is None.
"""

from dataclasses import dataclass, field


class TooLarge(Exception):
    """For this interpreter: more histories than it is asked for, or more weapons than it can follow one by one."""


class NoSense(Exception):
    """The model leaves open what happens: no case applies, or no option is left."""


@dataclass
class Move:
    actor: str
    verb: str  # chooses, declares, secretly chooses, tells
    told: list
    name: str  # A.m
    cond: tuple
    options: list  # of (value, condition)
    numbers: object = None  # that the options carry: {value: expression} or Levels


@dataclass
class Together:
    steps: list


@dataclass
class Rounds:
    times: int
    name: str
    steps: list


@dataclass
class Chance:
    name: str
    cond: tuple
    seen_by: list  # None: everyone
    cases: list  # of Case


@dataclass
class Case:
    draws: list  # of (value, expression), None for the rest
    guard: object  # None, "otherwise" or a condition


@dataclass
class Levels:
    """Traits, moves and unknowns whose values are numbers: level1, level2, ..."""

    count: int
    first: tuple  # from and to; where the law is normal, and of an unknown, around and spread
    second: tuple
    is_normal: bool = False


@dataclass
class Salvo:
    flights: list  # of (number, kind, share that arrives)
    cond: tuple


@dataclass
class Layer:
    title: str
    owner: str
    looks_twice: bool
    shared: tuple  # (shots, [kind, ...]) or None
    engages: dict  # of kind: Engage
    cond: tuple


@dataclass
class Engage:
    rate: tuple  # an expression, or the title of the layer it is as in
    as_in: str
    limits: dict  # of cap, magazine, shots, spread: expression


@dataclass
class Raid:
    name: str
    cond: tuple
    salvos: list
    layers: list
    regimes: list  # of (name, probability, {title: share})
    impact: list  # of (level, bound or None)


@dataclass
class Vote:
    name: str
    cond: tuple
    needed: int
    members: int
    voters: list
    others: list  # of Case with one draw
    weight: dict = field(default_factory=dict)  # of actor: votes, where it is not one
    veto: list = field(default_factory=list)
    abstain: set = field(default_factory=set)
    seen_by: list = None  # None: everyone
    secret: bool = False


@dataclass
class Reveal:
    name: str
    who: list  # None: everyone
    cond: tuple


@dataclass
class Shift:
    name: str
    how: str  # rises to, becomes, rises by, falls by
    level: object  # a whole number of levels behind `by`
    cond: tuple


@dataclass
class End:
    cond: tuple


@dataclass
class Stage:
    title: str
    cond: tuple
    steps: list


@dataclass
class Scale:
    levels: list
    numbers: list  # expressions
    start: str


@dataclass
class Term:
    """Adds a number at the end of a history; a table row is a term for each of its values."""

    expr: tuple
    cond: tuple


@dataclass
class Question:
    kind: str  # ask, belief, compare forcing, compare across, sweep, rank, check, why, why probability, why difference
    quantities: list  # of ("P", condition) or ("E", name)
    given: tuple = None
    forcing: tuple = None  # (move, [value, ...])
    also_forced: list = field(default_factory=list)  # of (move, value)
    across: list = None
    actor: str = None  # belief
    about: str = None
    sweep: list = None  # of (name, from, to, steps): one, or the two of a map
    bounds: tuple = None  # check
    variant: str = None  # check: in it
    placed: dict = field(default_factory=dict)  # check: {name: number}
    believed: str = None  # check: the value of what a belief is about
    choice: tuple = None  # why: (move, value, the other value or None)
    setting: tuple = None  # why difference: (name, number, number)
    seen_by: str = None  # by whose odds; None: the model's own


@dataclass
class Model:
    actors: list = field(default_factory=list)
    partners: list = field(default_factory=list)
    parameters: dict = field(default_factory=dict)  # of name: (expression, range or None); `precision` is one
    correlated: list = field(default_factory=list)
    scales: dict = field(default_factory=dict)
    traits: dict = field(default_factory=dict)  # of A.t: [Case, ...] or Levels, in the order they are drawn
    unknowns: dict = field(default_factory=dict)  # of name: Levels
    events: dict = field(default_factory=dict)  # of name: condition
    formulas: dict = field(default_factory=dict)  # of the name of a number: expression
    stages: list = field(default_factory=list)
    thoughts: dict = field(default_factory=dict)  # of (actor, what is drawn): [Case, ...]
    number_thoughts: dict = field(default_factory=dict)  # of (actor, parameter): expression
    payoffs: dict = field(default_factory=dict)  # of actor: [Term, ...]
    variants: dict = field(default_factory=dict)  # of name: [change, ...], a change being a tuple
    named: list = None  # what the equilibrium is named by, as `named` reads it
    questions: list = field(default_factory=list)
