#include "demarche/view/seen.h"

#include "demarche/game/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace demarche {
namespace {

// `Iran.raid=hold` and the others, of `US.shield | Iran.raid=hold, damage=light`.
std::vector<std::string> parts_seen(const Game& game, InfosetId id) {
  const std::string label = infoset_label(game, id);
  const std::size_t bar = label.find(" | ");
  std::vector<std::string> parts;
  std::size_t from = bar == std::string::npos ? label.size() : bar + 3;
  while (from < label.size()) {
    const std::size_t comma = std::min(label.find(", ", from), label.size());
    parts.push_back(label.substr(from, comma - from));
    from = comma + 2;
  }
  return parts;
}

std::vector<std::string> parts_common_to(const Game& game, const std::vector<InfosetId>& sets) {
  std::vector<std::string> common = parts_seen(game, sets.front());
  for (const InfosetId id : sets) {
    if (common.empty()) break;
    const std::vector<std::string> parts = parts_seen(game, id);
    std::erase_if(common, [&](const std::string& part) { return std::ranges::find(parts, part) == parts.end(); });
  }
  return common;
}

}  // namespace

std::vector<std::string> seen_by_all(const Game& game, const std::vector<std::vector<InfosetId>>& groups) {
  std::vector<std::vector<std::string>> common;
  std::map<std::string, std::size_t> num_groups_with;
  for (const std::vector<InfosetId>& sets : groups) {
    common.push_back(parts_common_to(game, sets));
    for (const std::string& part : common.back()) ++num_groups_with[part];
  }
  std::vector<std::string> apart;
  for (std::vector<std::string>& parts : common) {
    std::erase_if(parts, [&](const std::string& part) { return num_groups_with[part] == groups.size(); });
    apart.push_back(fmt::format("{}", fmt::join(parts, ", ")));
  }
  return apart;
}

std::vector<std::string> seen_apart(const Game& game, const std::vector<InfosetId>& sets) {
  std::vector<std::vector<InfosetId>> alone;
  for (const InfosetId id : sets) alone.push_back({id});
  return seen_by_all(game, alone);
}

}  // namespace demarche
