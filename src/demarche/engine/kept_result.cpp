#include "demarche/engine/compare.h"
#include "demarche/game/json_tree.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace demarche {
namespace {

const JsonNode* child_of(const JsonTree& tree, const JsonNode& node, std::string_view key) {
  for (const std::uint32_t row : node.children) {
    if (tree.nodes[row].key == key) return &tree.nodes[row];
  }
  return nullptr;
}

std::string text_in(const JsonTree& tree, const JsonNode& node, std::string_view key) {
  const JsonNode* found = child_of(tree, node, key);
  return found && found->kind == JsonKind::Text ? found->text : "";
}

// NaN where there is none: JSON has no other way to say so.
double number_in(const JsonTree& tree, const JsonNode& node, std::string_view key) {
  const JsonNode* found = child_of(tree, node, key);
  return found && found->kind == JsonKind::Number ? found->number : std::numeric_limits<double>::quiet_NaN();
}

std::optional<RangeOfDraws> draws_in(const JsonTree& tree, const JsonNode& row) {
  const RangeOfDraws draws{number_in(tree, row, "low"), number_in(tree, row, "high"), false};
  if (std::isnan(draws.low) || std::isnan(draws.high)) return std::nullopt;
  return draws;
}

// Calls `act` on each element of a list.
template <class Act>
void for_each_in(const JsonTree& tree, const JsonNode& node, std::string_view key, const Act& act) {
  const JsonNode* list = child_of(tree, node, key);
  if (!list || list->kind != JsonKind::List) return;
  for (const std::uint32_t row : list->children) act(tree.nodes[row]);
}

RunNumber begin_number(const JsonTree& tree, const JsonNode& row) {
  RunNumber number;
  number.label = text_in(tree, row, "label");
  number.unit = text_in(tree, row, "unit") == "number" ? Unit::Number : Unit::Share;
  number.draws = draws_in(tree, row);
  return number;
}

bool is_in_the_limit(const JsonTree& tree, const JsonNode& root) {
  const JsonNode* solution = child_of(tree, root, "solution");
  return solution && text_in(tree, *solution, "stop_reason") != "reached_precision";
}

void take_answers(RunSide& side, const JsonTree& tree, const JsonNode& root) {
  const bool limit = is_in_the_limit(tree, root);
  for_each_in(tree, root, "answers", [&](const JsonNode& answer) {
    const std::string kind = text_in(tree, answer, "kind");
    const bool has_cases = kind != "ask" && kind != "check";  // else a row is known by its quantity
    for_each_in(tree, answer, "rows", [&](const JsonNode& row) {
      RunNumber number = begin_number(tree, row);
      number.key = {text_in(tree, answer, "question"), has_cases ? number.label : "", text_in(tree, row, "quantity")};
      number.value = number_in(tree, row, "value");
      number.known_to =
          known_to(number.unit, number_in(tree, row, "payoff_range"), number_in(tree, row, "max_gain"), limit);
      side.numbers.push_back(std::move(number));
    });
  });
}

// What a study calls a column: `P(war)`, of what compares cases `join: P(war)`, of a belief the value that is held of
// the trait that the question names.
ColumnKey key_of_column(const std::string& question, const std::string& label) {
  constexpr std::string_view about = " about ";
  const std::size_t trait = question.starts_with("ask belief of ") ? question.find(about) : std::string::npos;
  if (trait != std::string::npos) {
    const std::string named = question.substr(trait + about.size());
    return {question, label, named.substr(0, named.find(' '))};
  }
  const std::size_t colon = question.starts_with("compare ") ? label.find(": ") : std::string::npos;
  if (colon != std::string::npos) return {question, label.substr(0, colon), label.substr(colon + 2)};
  return {question, "", label};
}

void take_study(RunSide& side, const JsonTree& tree, const JsonNode& root) {
  for_each_in(tree, root, "answers", [&](const JsonNode& row) {
    RunNumber number = begin_number(tree, row);
    number.key = key_of_column(text_in(tree, row, "question"), number.label);
    number.value = number_in(tree, row, "best_guess");
    number.known_to = slack_of(number.unit == Unit::Share ? 1 : std::abs(number.value), std::nullopt).varying;
    side.numbers.push_back(std::move(number));
  });
}

void take_choices(RunSide& side, const JsonTree& tree, const JsonNode& root) {
  std::vector<RunChoice>& choices = side.choices.emplace();
  for_each_in(tree, root, "infosets", [&](const JsonNode& set) {
    RunChoice choice{text_in(tree, set, "actor"), text_in(tree, set, "label"), number_in(tree, set, "reach"), {}};
    for_each_in(tree, set, "actions", [&](const JsonNode& action) {
      choice.moves.emplace_back(text_in(tree, action, "name"), number_in(tree, action, "probability"));
    });
    choices.push_back(std::move(choice));
  });
}

void take_worth(RunSide& side, const JsonTree& tree, const JsonNode& root) {
  const JsonNode* solution = child_of(tree, root, "solution");
  const JsonNode* values = solution ? child_of(tree, *solution, "values") : nullptr;
  if (!values) return;
  const double slack = known_to(Unit::Number, number_in(tree, *solution, "payoff_range"),
                                number_in(tree, *solution, "max_gain"), is_in_the_limit(tree, root));
  for (const std::uint32_t row : values->children) {
    const JsonNode& value = tree.nodes[row];
    if (value.kind == JsonKind::Number) side.worth.push_back(worth_of(std::string(value.key), value.number, slack));
  }
}

Refusal no_result(const std::string& name, std::string_view found) {
  return {fmt::format("{} is no result that can be compared{}", name, found),
          "`demarche ask FILE --json`, `demarche solve FILE --json` and `demarche results STUDY --json` write some"};
}

}  // namespace

OrRefusal<RunSide> side_of_json(const std::string& name, std::string_view text) {
  const auto tree = parse_json(text);
  if (!tree) return std::unexpected(no_result(name, ": it is not whole JSON"));
  const JsonNode& root = tree->nodes.front();
  const std::string kind = text_in(*tree, root, "kind");
  RunSide side{name, text_in(*tree, root, "model_hash"), text_in(*tree, root, "options"), {}, {}, {}, {}};
  if (kind == "answers") take_answers(side, *tree, root);
  else if (kind == "study") take_study(side, *tree, root);
  else if (kind == "solution") take_choices(side, *tree, root), take_worth(side, *tree, root);
  else return std::unexpected(no_result(name, kind.empty() ? "" : fmt::format(": it holds `{}`", kind)));
  return side;
}

}  // namespace demarche
