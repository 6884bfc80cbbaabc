#pragma once

#include "demarche/check/work.h"

// What a vote says of those who vote by choice and of those who see it.
namespace demarche {

// How an actor among the voters votes: the row that names it, else that of `everyone`.
VoteStep::Terms voting_terms(const VoteStep& vote, std::string_view actor);

// Who sees the result, and who sees how `voter` voted once all have: in a secret ballot nobody else.
ActorSet audience_of_vote(Work& work, const VoteStep& vote);
ActorSet audience_of_ballot(Work& work, const VoteStep& vote, ActorId voter);

// Whose `no` fails the vote: E015 where one of them has no vote.
ActorSet veto_holders(Work& work, const VoteStep& vote);

}  // namespace demarche
