#pragma once

#include "from_text.h"
#include "study_help.h"

#include "demarche/render/json.h"
#include "demarche/seats/seat_view.h"
#include "demarche/view/seat_page.h"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace demarche::test {

inline std::string example_text(const std::string& name) {
  std::ifstream file(std::string(DEMARCHE_SOURCE_DIR) + "/examples/" + name);
  std::stringstream text;
  text << file.rdbuf();
  REQUIRE_FALSE(text.str().empty());
  return text.str();
}

inline ActorSet everyone_in(const Solved& solved) { return (ActorSet{1} << solved.model.actors.size()) - 1; }

// All that a seat is told.
inline std::string told_to(const Sitting& sitting, ActorId seat) {
  const view::Page page = seat_page(sitting, view_of(sitting, seat));
  return render::compact_json_of(page.data);
}

inline std::vector<std::string> options_of(const Sitting& sitting, ActorId seat) {
  std::vector<std::string> names;
  const SeatView view = view_of(sitting, seat);
  if (!view.asked) return names;
  for (const ValueIndex option : view.asked->options)
    names.push_back(sitting.solved->model.variables[view.asked->move].values[option].name);
  return names;
}

inline Sitting sat(const Solved& solved, const SittingPlan& plan, const std::vector<SeatMove>& moves) {
  auto sitting = sit(solved, plan, moves);
  REQUIRE_MESSAGE(sitting.has_value(), sitting.error().sentence);
  return std::move(*sitting);
}

// Played to its end, each choice at random, and of the seats that are asked at once any first.
inline Sitting played_out(const Solved& solved, const SittingPlan& plan, std::uint64_t dice) {
  std::vector<SeatMove> moves;
  while (true) {
    Sitting sitting = sat(solved, plan, moves);
    if (is_over(sitting)) return sitting;
    std::vector<ActorId> asked;
    for (std::size_t row = 0; row < sitting.asked.size(); ++row) {
      if (sitting.asked[ActorId{row}] != none<InfosetTag>) asked.push_back(ActorId{row});
    }
    REQUIRE_FALSE(asked.empty());
    dice = dice * 6364136223846793005U + 1442695040888963407U;
    const ActorId seat = asked[(dice >> 33U) % asked.size()];
    const std::vector<std::string> options = options_of(sitting, seat);
    moves.push_back({seat, options[(dice >> 43U) % options.size()], {}});
  }
}

}  // namespace demarche::test
