#pragma once

#include "demarche/view/play.h"

namespace demarche {

// Where every node stands in the story: its column.
struct PlayLayout {
  std::vector<PlayColumn> columns;
  Table<NodeId, std::uint32_t> column_of;  // no_column at terminals and traits
};
inline constexpr std::uint32_t no_column = 0xFFFFFFFF;
PlayLayout play_layout(const Report& report);

// The k-th move of a node: what it is called, and its log-probability.
const std::string& move_name(const Game& game, const Node& node, std::size_t k);
double move_log(const Report& report, const Node& node, std::size_t k);

// Where a column has that value; one that it does not have yet is added.
std::size_t value_index(PlayColumn& column, const std::string& name);

}  // namespace demarche
