"""One model at one point: the variant that is in force, the numbers of its parameters, what each name stands for; and what
expressions and conditions come to there.

`now` maps the name of what has happened to its value: a move, trait, draw, vote or ballot to the value that was taken, a
scale to its level, a counter to the number of its latest round."""

import math

import rounds
from amounts import expressions_of_levels, expressions_of_moves, laid_out, names_in, numbers_of_moves
from quadrature import beta_nodes

YES_NO, RESULTS = ("yes", "no"), ("passed", "failed")


class World:
    def __init__(self, model, variant=None, settings=None):
        self.model, self.variant, self.given = model, variant, settings or {}
        self.changes = [] if variant in (None, "baseline") else model.variants[variant]
        self.settings = {change[1]: change[2] for change in self.changes if change[0] == "set"}
        self.settings.update({name: ("num", value) for name, value in (settings or {}).items()})
        self.values, self.wanted = {}, set()
        for name in model.parameters:
            self.parameter(name)
        self.numbers = {}  # of what has levels with numbers: {level: number}
        for name, scale in model.scales.items():
            self.numbers[name] = {level: self.number(expr, {}) for level, expr in zip(scale.levels, scale.numbers)}
        for name, trait in model.traits.items():
            if not isinstance(trait, list):
                self.numbers[name] = laid_out(trait, self.number(trait.first, {}), self.number(trait.second, {}))
        self.numbers.update(numbers_of_moves(model, lambda expr: self.number(expr, {})))
        self.numbers_as_written = {name: {level: [expr] for level, expr in zip(scale.levels, scale.numbers)}
                                   for name, scale in model.scales.items()}
        self.numbers_as_written.update(expressions_of_moves(model))
        self.numbers_as_written.update({name: expressions_of_levels(trait) for name, trait in model.traits.items()
                                        if not isinstance(trait, list)})
        self.odds_of_unknowns = {}
        for name, unknown in model.unknowns.items():
            nodes = beta_nodes(unknown.count, self.number(unknown.first, {}), self.number(unknown.second, {}))
            self.numbers[name] = {f"level{i + 1}": x for i, (x, _) in enumerate(nodes)}
            self.odds_of_unknowns[name] = {f"level{i + 1}": w for i, (_, w) in enumerate(nodes)}

    def parameter(self, name):
        if name not in self.values:
            assert name not in self.wanted, f"{name} is computed from itself"
            self.wanted.add(name)
            self.values[name] = self.number(self.settings.get(name, self.model.parameters[name][0]), {})
        return self.values[name]

    def precision_of(self, actor):
        own = f"precision of {actor}"
        return self.parameter(own if own in self.model.parameters else "precision")

    def changes_of(self, kind, *start):
        return [change for change in self.changes if change[:1 + len(start)] == (kind, *start)]

    def number(self, expr, now):
        kind = expr[0]
        if kind == "num":
            return expr[1]
        if kind == "ref":
            return self.number_of(expr[1], now)
        if kind == "neg":
            return -self.number(expr[1], now)
        if kind == "payoff of":
            return self.payoff(expr[1], now)
        if kind == "call":
            inside = [self.number(part, now) for part in expr[2]]
            return math.exp(*inside) if expr[1] == "exp" else {"min": min, "max": max}[expr[1]](inside)
        left, right = self.number(expr[1], now), self.number(expr[2], now)
        return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right,
                "/": lambda: left / right}[kind]()

    def number_of(self, name, now):
        if name in self.model.parameters:
            return self.parameter(name)
        if name in self.model.formulas:
            return self.number(self.model.formulas[name], now)
        if name in self.numbers:
            return self.numbers[name][now[name]] if name in now else 0.0
        return float(now.get(name, 0))  # a counter, 0 before its first round

    def payoff(self, actor, now):
        return math.fsum(self.number(term.expr, now) for term in self.model.payoffs.get(actor, [])
                         if self.holds(term.cond, now))

    def fixed(self, expr, now):
        """Whether an expression reads no parameter in a history, so that no other numbers can change it there."""
        if expr[0] == "ref" and expr[1] in self.model.formulas:
            return self.fixed(self.model.formulas[expr[1]], now)
        if expr[0] == "ref":
            written = self.numbers_as_written.get(expr[1], {}).get(now.get(expr[1]), ())
            return expr[1] not in self.model.parameters and all(self.fixed(part, now) for part in written)
        return all(self.fixed(part, now) for part in (expr[2] if expr[0] == "call" else expr[1:]) if isinstance(part, tuple))

    def names_read(self, expr):
        """What an expression reads, by itself or through numbers that stand for formulas."""
        for name in names_in(expr):
            yield from self.names_read(self.model.formulas[name]) if name in self.model.formulas else [name]

    def holds(self, cond, now):
        return self.settled(cond, now, ())

    def settled(self, cond, now, open_names):
        """Whether a condition is true: None where that hangs on something that may still happen."""
        if cond is None:
            return True
        kind = cond[0]
        if kind == "not":
            inside = self.settled(cond[1], now, open_names)
            return None if inside is None else not inside
        if kind in ("and", "or"):
            parts = [self.settled(part, now, open_names) for part in cond[1]]
            decides = kind == "or"
            return decides if decides in parts else None if None in parts else not decides
        if kind in ("ever", "first", "round"):
            return rounds.settled(self, cond, now, open_names)
        if kind == "event":
            return self.settled(self.model.events[cond[1]], now, open_names)
        if kind == "is":
            if cond[1] not in now:
                return None if cond[1] in open_names else False
            return now[cond[1]] in cond[2]
        if kind in ("at least", "at most", "above", "below"):
            if cond[1] not in now:
                return None if cond[1] in open_names else False
            order = list(self.numbers[cond[1]])
            left, right = order.index(now[cond[1]]), order.index(cond[2])
        else:
            if any(name in open_names and name not in now for side in cond[1:] for name in self.names_read(side)):
                return None
            left, right = self.number(cond[1], now), self.number(cond[2], now)
        return {"at least": left >= right, "at most": left <= right, "above": left > right, "below": left < right,
                "<": left < right, "<=": left <= right, "=": left == right, ">=": left >= right, ">": left > right}[kind]
