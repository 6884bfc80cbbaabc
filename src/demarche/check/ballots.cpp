#include "demarche/check/ballots.h"

#include "demarche/check/fixes.h"
#include "demarche/check/resolve.h"
#include "demarche/check/say.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {

namespace {

void say_no_vote(Work& work, const VoteStep& vote, const Name& holder) {
  say(work, {Kind::E015,
             fmt::format("{} has a veto but no vote", ticked(holder.text)),
             {holder.span, ""},
             {},
             vote.voters ? fmt::format("add {} to `voters`, or take it from `veto`", holder.text)
                         : fmt::format("add a line `voters {}`", holder.text),
             vote.voters ? without_item(work, holder.span)
                         : with_line_below(work, vote.numbers_span, fmt::format("voters {}", holder.text))});
  if (vote.voters) work.diagnostics.back().others.push_back({vote.voters->span, "these vote by choice"});
}

}  // namespace

VoteStep::Terms voting_terms(const VoteStep& vote, std::string_view actor) {
  const auto named = [&](const VoteStep::Terms& terms) { return terms.actor && terms.actor->text == actor; };
  const auto found = std::ranges::find_if(vote.terms, named);
  if (found != vote.terms.end()) return *found;
  const auto all = std::ranges::find_if(vote.terms, [](const VoteStep::Terms& terms) { return !terms.actor; });
  return all == vote.terms.end() ? VoteStep::Terms{} : *all;
}

ActorSet audience_of_vote(Work& work, const VoteStep& vote) {
  return vote.seen_by ? resolve_who(work, *vote.seen_by) : everyone(work);
}

ActorSet audience_of_ballot(Work& work, const VoteStep& vote, ActorId voter) {
  const ActorSet own = ActorSet{1} << voter.value;
  return vote.in_secret ? own : own | audience_of_vote(work, vote);
}

ActorSet veto_holders(Work& work, const VoteStep& vote) {
  if (!vote.veto) return 0;
  const ActorSet voters = vote.voters ? resolve_who(work, *vote.voters) : 0;
  if (vote.veto->everyone) return voters;
  const ActorSet holders = resolve_who(work, *vote.veto);
  for (const Name& holder : vote.veto->actors) {
    const std::optional<ActorId> actor = resolve_actor(work, holder);
    if (actor && !contains(voters, *actor)) say_no_vote(work, vote, holder);
  }
  return holders & voters;
}

}  // namespace demarche
