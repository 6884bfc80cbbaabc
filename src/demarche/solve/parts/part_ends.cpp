#include "demarche/solve/parts/part_ends.h"

#include <algorithm>
#include <unordered_map>

namespace demarche {
namespace {

using Kind = SettledPlay::Kind;
using Entry = SettledPlay::Entry;
using EntryRows = std::unordered_map<std::uint32_t, std::uint32_t>;  // entry of the whole -> of the part

// The values of the part's ends that settled play stands behind, with the whole's entries.
std::vector<SettledPlay::End> ends_of(const LogitShape& whole, const std::vector<std::uint32_t>& nodes) {
  const std::vector<SettledPlay::End>& all = whole.settled->ends;  // by `value`, ascending
  const std::size_t num_actors = whole.num_actors;
  std::vector<SettledPlay::End> ends;
  for (std::size_t n = 1; n < nodes.size(); ++n) {
    const std::size_t first = nodes[n] * num_actors;
    auto end = std::ranges::lower_bound(all, first, {}, &SettledPlay::End::value);
    for (; end != all.end() && end->value < first + num_actors; ++end)
      ends.push_back({n * num_actors + (end->value - first), end->entry});
  }
  return ends;
}

// All that the ends are made of, in the whole's order: what an entry is made of comes before it.
std::vector<std::uint32_t> entries_behind(const SettledPlay& play, const std::vector<SettledPlay::End>& ends) {
  std::vector<std::uint32_t> found{0};
  EntryRows seen{{0, 0}};
  const auto meet = [&](std::uint32_t entry) {
    if (seen.emplace(entry, 0).second) found.push_back(entry);
  };
  for (const SettledPlay::End& end : ends) meet(end.entry);
  for (std::size_t k = 1; k < found.size(); ++k) {
    const Entry entry = play.entries[found[k]];
    if (entry.kind == Kind::Mean) meet(entry.choice);
    for (std::uint32_t part = 0; part < entry.num_parts; ++part) meet(play.parts[entry.first_part + part]);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

void take_settled_ends(const LogitShape& whole, const LogitStakes& stakes, const std::vector<std::uint32_t>& nodes,
                       LogitShape& shape, LogitStakes& own) {
  const SettledPlay& play = *whole.settled;
  SettledPlay& kept = shape.settled.emplace();
  kept.ends = ends_of(whole, nodes);
  EntryRows rows;
  for (const std::uint32_t row : entries_behind(play, kept.ends)) {
    Entry entry = play.entries[row];
    const std::size_t first_part = entry.first_part;
    entry.first_part = static_cast<std::uint32_t>(kept.parts.size());
    entry.choice = entry.kind == Kind::Mean ? rows.at(entry.choice) : 0;
    for (std::size_t k = 0; k < entry.num_parts; ++k) {
      kept.parts.push_back(rows.at(play.parts[first_part + k]));
      own.shifts.push_back(stakes.shifts[first_part + k]);
      own.weights.push_back(stakes.weights[first_part + k]);
    }
    rows.emplace(row, static_cast<std::uint32_t>(kept.entries.size()));
    kept.entries.push_back(entry);
  }
  for (SettledPlay::End& end : kept.ends) end.entry = rows.at(end.entry);
}

}  // namespace demarche
