#include "demarche/game/efg_parser.h"

#include <fmt/format.h>

#include <cmath>

// Information sets: lists of moves, and whether a list says what an earlier one of the same set said.
namespace demarche {

namespace {

constexpr std::size_t max_moves = 65'535;  // Node::num_children
constexpr double odds_tolerance = 1e-8;    // decimals cannot say 1/3

bool read_move(EfgParser& parser, std::uint32_t player) {
  const auto name = read_name(parser);
  if (!name) return expected(parser, parser.names.empty() ? "a move's name in quotes" : "a move's name, or `}`");
  parser.names.push_back(*name);
  if (player == 0) {
    const EfgToken at = parser.token;
    double odds = 0;
    if (!read_number(parser, "the probability of this move", odds)) return false;
    if (odds < 0) {
      parser.token = at;
      return expected(parser, "a probability from 0 to 1");
    }
    parser.numbers.push_back(odds);
  }
  skip_comma(parser);
  return true;
}

// { "move" "move" }, or with probabilities where chance moves. `place` becomes the whole list.
bool read_moves(EfgParser& parser, std::uint32_t player, Span& place) {
  parser.names.clear();
  parser.numbers.clear();
  place.begin = parser.token.span.begin;
  advance(parser);
  do {
    if (parser.names.size() == max_moves) return expected(parser, "at most 65535 moves in one list");
    if (!read_move(parser, player)) return false;
  } while (parser.token.kind != EfgTokenKind::Close);
  place.end = parser.token.span.end;
  advance(parser);
  return true;
}

std::string set_title(const EfgParser& parser, std::uint32_t player, std::uint32_t number) {
  if (player == 0) return fmt::format("chance's set {}", number);
  return fmt::format("information set {} of `{}`", number, parser.tree.players[player - 1]);
}

void check_odds(EfgParser& parser, const EfgSet& set) {
  long double sum = 0;
  for (const double odds : set.odds) sum += odds;
  if (std::fabs(sum - 1) <= odds_tolerance) return;
  contradiction(parser,
                fmt::format("the probabilities of {} sum to {:.9g}, not to 1", set_title(parser, 0, set.number),
                            static_cast<double>(sum)),
                {set.place, fmt::format("sums to {:.9g}", static_cast<double>(sum))}, {},
                "give probabilities that sum to 1; thirds can be written 1/3");
}

void define_set(EfgParser& parser, EfgSet& set, Span place) {
  set.place = place;
  for (const EfgToken& name : parser.names) set.moves.push_back(efg_name(parser.text, name));
  if (set.player != 0) return;
  set.odds = parser.numbers;
  check_odds(parser, set);
}

bool same_names(const EfgParser& parser, const EfgSet& set) {
  for (std::size_t k = 0; k < set.moves.size(); ++k) {
    if (!efg_name_is(parser.text, parser.names[k], set.moves[k])) return false;
  }
  return true;
}

std::string how_lists_differ(const EfgParser& parser, const EfgSet& set) {
  if (set.moves.size() != parser.names.size()) {
    return fmt::format("{} moves in one place and {} in another", set.moves.size(), parser.names.size());
  }
  if (!same_names(parser, set)) return "different moves in two places";
  if (set.player == 0 && set.odds != parser.numbers) return "different probabilities in two places";
  return {};
}

// The list just read against the one that first defined the set.
void compare_set(EfgParser& parser, EfgSet& set, Span place) {
  const std::string difference = how_lists_differ(parser, set);
  if (difference.empty()) return;
  if (set.moves.size() != parser.names.size()) parser.lost = true;
  if (set.contradicted) return;
  set.contradicted = true;
  contradiction(parser, fmt::format("{} has {}", set_title(parser, set.player, set.number), difference), {place, ""},
                {{set.place, "listed first here"}}, "give both nodes the same moves, or another set number");
}

}  // namespace

bool read_set(EfgParser& parser, std::uint32_t player, std::uint32_t number, Span node, std::uint32_t& row) {
  const auto label = read_name(parser);
  Span place;
  const bool listed = parser.token.kind == EfgTokenKind::Open;
  if (listed && !read_moves(parser, player, place)) return false;
  const auto next = static_cast<std::uint32_t>(parser.tree.sets.size());
  row = row_of(parser.sets, (std::uint64_t{player} << 32) | number, next);
  if (row == next) {
    parser.tree.sets.push_back(
        {.player = player, .number = number, .label = {}, .moves = {}, .odds = {}, .place = node});
  }
  EfgSet& set = parser.tree.sets[row];
  if (label && set.label.empty()) set.label = efg_name(parser.text, *label);
  if (listed && set.moves.empty()) define_set(parser, set, place);
  else if (listed) compare_set(parser, set, place);
  if (!set.moves.empty()) return true;
  if (!parser.lost) {
    contradiction(parser, fmt::format("{} has no moves yet", set_title(parser, player, number)), {node, ""}, {},
                  "list the moves, as in { \"yes\" \"no\" }, where the set first appears");
  }
  parser.lost = true;
  return true;
}

}  // namespace demarche
