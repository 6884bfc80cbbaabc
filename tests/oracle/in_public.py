"""Holds what the program says of a crisis that it solves as a public tree, with vectors over private types, against the same
histories, sets and beliefs as what it says of the crisis in any other form."""

import math

from judge import Judgement


def hold_in_public(comparison, world, unfolding, infosets):
    """Nothing where the crisis has no public form."""
    said = comparison.program.solve_in_public()
    if said is None:
        return
    comparison.program.in_public["solved in public, too"] += 1
    comparison.program.in_public["of these with actors who disagree"] += bool(unfolding.minds.of)
    game, solution = said["game"], said["solution"]
    comparison.equal("nodes in public", game["nodes"], len(unfolding.nodes))
    judged = Judgement(world, unfolding, infosets, comparison.strategy(infosets, said["infosets"]))
    scale = max(1.0, judged.payoff_range)
    hold_sets(comparison, judged, said["infosets"], scale)
    hold_actors(comparison, judged, solution, game["actors"], scale)
    if "precision" in comparison.model.parameters:
        comparison.equal("precision reached in public", solution["stop_reason"], "reached_precision")
        comparison.logit_equations(judged, {actor: world.precision_of(actor) for actor in world.model.actors})


def hold_sets(comparison, judged, rows, scale):
    by_label = {row["label"]: row for row in rows}
    for infoset in judged.infosets:
        label = infoset.label()
        row, log_reach = by_label[label], float(judged.log_reach_of(infoset))
        comparison.same(f"reach in public of {label}", row["reach"], math.exp(log_reach))
        comparison.equal(f"{label} can be reached in public", row.get("within_reach", True), judged.can_be(infoset))
        if not judged.can_be(infoset):
            continue
        comparison.same(f"gain in public at {label}", row["gain"], judged.gain(infoset), scale)
        for action, worth in zip(row["actions"], judged.move_values(infoset).values()):
            comparison.same(f"value in public of {action['name']} at {label}", action["value"], worth, scale)


def hold_actors(comparison, judged, solution, actors, scale):
    """What play comes to, by the model's odds and by their own; the payoff range is a bound in public."""
    comparison.same("largest gain in public", solution["max_gain"], judged.largest_gain, scale)
    for actor in actors:
        comparison.same(f"value in public of {actor}", solution["values"][actor], judged.root_values()[actor], scale)
        comparison.same(f"Nash gap in public of {actor}", solution["nash_gap"][actor], judged.nash_gap(actor), scale)
        if judged.unfolding.minds.of:
            own = judged.as_seen_by(actor).root_values()[actor]
            comparison.same(f"value in public of {actor} by its own odds", solution["own_values"][actor], own, scale)
