#pragma once

#include "demarche/view/report.h"

#include <string>
#include <vector>

// How it is told what actors do and believe where they move.
namespace demarche {

// An actor's information sets, those reached most often first; equally often, in the game's order.
std::vector<InfosetId> infosets_by_reach(const Report& report, ActorId actor);

// `reached 32.1%, gain 0.0012`.
std::string reach_and_gain_text(const Report& report, InfosetId id);

// `believes US.backing firm 63.0%, loose 37.0%`, a sentence a variable; none where the actor knows where it stands.
std::vector<std::string> belief_sentences(const Report& report, InfosetId id);

// Whether choices at an information set read otherwise than another strategy's.
bool reads_otherwise(const Report& report, InfosetId id, const Strategy& other);

}  // namespace demarche
