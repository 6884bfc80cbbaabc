#include "demarche/report/json_parts.h"
#include "demarche/view/equilibrium_words.h"

namespace demarche {
namespace {

Json json_of_search(const Equilibria& equilibria) {
  Json page = {{"num_found", equilibria.rows.size()},
               {"num_starts", equilibria.num_starts},
               {"num_starts_asked", equilibria.num_starts_asked},
               {"seed", equilibria.seed},
               {"stopped", equilibria.stopped},
               {"num_rejected", equilibria.num_rejected},
               {"index_sum", Json()}};
  if (equilibria.index_sum) page["index_sum"] = *equilibria.index_sum;
  return page;
}

Json json_of_equilibrium(const Report& report, std::size_t row) {
  const Equilibrium& equilibrium = report.equilibria->rows[row];
  const FoundEquilibrium& found = equilibrium.found;
  const Report one = report_on_row(report, row);
  Json page = {{"number", row + 1},
               {"route", route_word(found.route)},
               {"order", found.order},
               {"num_starts", found.num_starts},
               {"index", found.index == 0 ? Json() : Json(found.index)},
               {"stable", found.stable ? Json(*found.stable) : Json()},
               {"apart", equilibrium.apart},
               {"apart_on_path", equilibrium.apart_on_path},
               {"plays_as", equilibrium.plays_as ? Json(*equilibrium.plays_as + 1) : Json()},
               {"solution", json_of_solution(one)},
               {"infosets", Json::array()}};
  for (std::size_t set = 0; set < report.game->infosets.size(); ++set)
    page["infosets"].push_back(json_of_infoset(one, InfosetId{set}));
  return page;
}

}  // namespace

void add_equilibria(Json& page, const Report& report) {
  page["search"] = json_of_search(*report.equilibria);
  page["equilibria"] = Json::array();
  for (std::size_t row = 0; row < report.equilibria->rows.size(); ++row)
    page["equilibria"].push_back(json_of_equilibrium(report, row));
}

Json json_of_choice(const Report& report) {
  const Equilibrium& equilibrium = report.equilibria->rows[report.equilibrium - 1];
  return {{"number", report.equilibrium},
          {"num_found", report.equilibria->rows.size()},
          {"route", route_word(equilibrium.found.route)},
          {"num_starts", report.equilibria->num_starts},
          {"seed", report.equilibria->seed}};
}

}  // namespace demarche
