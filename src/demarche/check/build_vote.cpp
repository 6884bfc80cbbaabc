#include "demarche/check/ballots.h"
#include "demarche/check/build.h"
#include "demarche/check/fixes.h"
#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace demarche {

namespace {

constexpr int max_members = 10'000;

void say_arithmetic(Work& work, std::string message, Span span, std::string help, std::vector<Fix> fixes) {
  say(work, {Kind::E015, std::move(message), {span, ""}, {}, std::move(help), std::move(fixes)});
}

// Actors with the votes that they have.
struct Voters {
  int count = 0;
  int votes = 0;
};

std::string too_many(const Voters& voters, int members) {
  const std::string there_are = members == 1 ? std::string("one member") : fmt::format("{} members", members);
  if (voters.votes == voters.count)
    return fmt::format("{} actors vote, more than the {} there are", voters.count, there_are);
  return fmt::format("the actors have {} votes, more than the {} there {}", voters.votes,
                     members == 1 ? std::string("one") : fmt::to_string(members), members == 1 ? "is" : "are");
}

void check_numbers(Work& work, const VoteStep& syntax, const Voters& voters) {
  const Span span = syntax.numbers_span;
  if (span.begin == span.end) return;
  const int needed = syntax.passes_with;
  const int members = syntax.num_members;
  if (needed > members) {
    say_arithmetic(work, fmt::format("{} yes votes needed, only {} members vote", needed, members), span,
                   fmt::format("write `{} of {}` or less", members, members),
                   {possible_fix(span, fmt::format("{} of {}", members, members))});
    return;
  }
  if (needed < 1) {
    say_arithmetic(work, "no yes vote is needed: the vote always passes", span, "write 1 or more",
                   {possible_fix(span, fmt::format("1 of {}", members))});
  }
  if (members > max_members) {
    say(work, {Kind::E022,
               fmt::format("{} members are too many: at most {} can vote", members, max_members),
               {span, ""},
               {},
               "use a smaller body"});
  }
  if (voters.votes > members) {
    say_arithmetic(work, too_many(voters, members), span,
                   fmt::format("write `of {}`, or take actors from `voters`", voters.votes),
                   {possible_fix(span, fmt::format("{} of {}", needed, voters.votes))});
  }
}

void check_votes(Work& work, const VoteStep& syntax) {
  for (const VoteStep::Terms& terms : syntax.terms) {
    if (terms.votes > 0 || !terms.actor || terms.actor->text.empty()) continue;
    say_arithmetic(work, fmt::format("{} votes, but with no vote", ticked(terms.actor->text)), terms.votes_span,
                   "write 1 or more, or take the actor from `voters`", {possible_fix(terms.votes_span, "1")});
  }
}

void check_others(Work& work, const VoteStep& syntax, const Voters& voters) {
  const int others = syntax.num_members - voters.votes;
  if (others > 0 && syntax.others.empty()) {
    say_arithmetic(
        work,
        fmt::format("{} of the {} members {}, and nothing says how {}", others, syntax.num_members,
                    others == 1 ? "is not an actor" : "are not actors", others == 1 ? "that one votes" : "they vote"),
        syntax.numbers_span, "add a line such as `others yes 50%`",
        with_line_below(work, syntax.numbers_span, "others yes 50%"));
  }
  if (others == 0 && !syntax.others.empty() && voters.count > 0) {
    say_arithmetic(work,
                   syntax.num_members == 1
                       ? std::string("the one member is an actor: there are no others")
                       : fmt::format("all {} members are actors: there are no others", syntax.num_members),
                   syntax.others.front().span, "remove this line, or raise the number of members",
                   without_line(work, syntax.others.front().span));
  }
}

void build_others(Work& work, Vote& vote, const VoteStep& syntax, const Where& where) {
  bool covered = false;
  for (std::size_t k = 0; k < syntax.others.size(); ++k) {
    const VoteStep::Others& row = syntax.others[k];
    if (k > 0 && !syntax.others[k - 1].guard && !covered) {
      say_never_applies(work, syntax.others[k - 1].span, row.span);
      covered = true;
    }
    Formula guard = build_story_condition(work, row.guard, where);
    Formula yes = build_story_number(work, row.yes, where);
    check_share(work, yes, "the probability of a yes");
    vote.others.push_back({std::move(yes), std::move(guard), row.span});
  }
  const std::size_t size = syntax.others.size();
  if (size > 1 && !syntax.others.back().guard && !syntax.others.back().otherwise) {
    check_last_guard(work, syntax.others[size - 2].guard, syntax.others.back().span);
  }
}

void build_ballots(Work& work, Vote& vote, const VoteStep& syntax) {
  const ActorSet voters = syntax.voters ? resolve_who(work, *syntax.voters) : 0;
  for (std::size_t row = 0; row < work.model.actors.size(); ++row) {
    const ActorId voter{row};
    if (!contains(voters, voter)) continue;
    const auto found = work.names.dotted.find(work.model.actors[voter].name + "." + syntax.name.text);
    if (found == work.names.dotted.end() || !work.ballots.contains(found->second)) continue;
    const Span span = syntax.voters->span;
    const VoteStep::Terms terms = voting_terms(syntax, work.model.actors[voter].name);
    Move ballot{found->second, voter, audience_of_ballot(work, syntax, voter), {}, false};
    ballot.options = {{ballot_yes, {}, span}, {ballot_no, {}, span}};
    if (terms.may_abstain) ballot.options.push_back({ballot_abstain, {}, span});
    vote.ballots.push_back(std::move(ballot));
    vote.votes.push_back(terms.votes);
  }
}

}  // namespace

Vote build_vote(Work& work, VariableId variable, const VoteStep& syntax, const Where& where) {
  Vote vote;
  vote.variable = variable;
  vote.seen_by = audience_of_vote(work, syntax);
  vote.passes_with = syntax.passes_with;
  vote.num_members = syntax.num_members;
  build_ballots(work, vote, syntax);
  vote.veto = veto_holders(work, syntax);
  build_others(work, vote, syntax, where);
  const Voters voters{static_cast<int>(vote.ballots.size()), std::accumulate(vote.votes.begin(), vote.votes.end(), 0)};
  vote.num_others = std::max(0, vote.num_members - voters.votes);
  check_votes(work, syntax);
  check_numbers(work, syntax, voters);
  if (syntax.numbers_span.begin != syntax.numbers_span.end) check_others(work, syntax, voters);
  return vote;
}

}  // namespace demarche
