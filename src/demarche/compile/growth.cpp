#include "demarche/compile/growth.h"

#include "demarche/model/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {
namespace {

// Into how many histories one that comes to it is cut at most.
double branches_of(const Move& move) { return static_cast<double>(std::max<std::size_t>(1, move.options.size())); }
double branches_of(const Chance& chance) {
  std::size_t most = 1;
  for (const DrawCase& one : chance.cases) most = std::max(most, one.draws.size());
  return static_cast<double>(most);
}
double branches_of(const Raid& raid) { return static_cast<double>(std::max<std::size_t>(1, raid.levels.size())); }
double branches_of(const Vote&) { return 2; }

double bound_of_step(const Step& step) {
  double bound = 1;
  for_each_settled(step, [&](const auto& what) { bound *= branches_of(what); });
  return std::visit(Overloaded{[](const Simultaneous& block) { return growth_bound(block.steps); },
                               [](const Repeat& repeat) { return std::pow(growth_bound(repeat.steps), repeat.times); },
                               [&](const Settling auto&) { return bound; }, [](const Still auto&) { return 1.0; }},
                    step.what);
}

// "2 x 3 x 2"; of very many factors the first few, and how many there are.
std::string product_text(const std::vector<std::string>& factors) {
  constexpr std::size_t most = 16;
  if (factors.size() <= most) return fmt::format("{}", fmt::join(factors, " x "));
  return fmt::format("{} x ..., {} in all", fmt::join(factors.begin(), factors.begin() + most / 2, " x "),
                     readable_count(static_cast<double>(factors.size())));
}

// What each step that branches adds to the product, in order; simultaneous moves and ballots one by one.
void list_factors(const std::vector<Step>& steps, std::vector<std::string>& factors) {
  for (const Step& step : steps) {
    if (const auto* repeat = only<Repeat>(step)) {
      std::vector<std::string> inner;
      list_factors(repeat->steps, inner);
      if (bound_of_step(step) > 1)
        factors.push_back(fmt::format("{} rounds of {}", repeat->times, product_text(inner)));
    } else if (const auto* inner = steps_within(step)) {
      list_factors(*inner, factors);
    }
    for_each_settled(step, [&](const auto& what) {
      if (branches_of(what) > 1) factors.push_back(readable_count(branches_of(what)));
    });
  }
}

std::string with_thousands(double count) {
  std::string digits = fmt::format("{:.0f}", count);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string factor_text(const Census::StageGrowth& growth) {
  const bool whole = growth.factor == std::floor(growth.factor);
  const std::string times =
      whole || growth.factor >= 100 ? readable_count(std::round(growth.factor)) : fmt::format("{:.1f}", growth.factor);
  return growth.why.empty() ? "x" + times : fmt::format("x{} ({})", times, growth.why);
}

// Rows of the census that multiply histories, the largest factor first.
std::vector<std::size_t> largest_factors(const Census& census) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < census.stages.size(); ++row) {
    if (census.stages[row].factor > 1) rows.push_back(row);
  }
  std::ranges::sort(rows, [&](std::size_t a, std::size_t b) {
    const double factor_a = census.stages[a].factor;
    const double factor_b = census.stages[b].factor;
    return factor_a != factor_b ? factor_a > factor_b : a < b;
  });
  return rows;
}

// Row 0 of the census is the private traits, then come the stages.
Span span_of_row(const Model& model, std::size_t row) {
  if (row > 0) return model.stages[row - 1].span;
  return model.traits.empty() ? Span{} : model.traits.front().span;
}

std::string row_name(const Census& census, std::size_t row) {
  return row == 0 ? census.stages[row].title : fmt::format("stage \"{}\"", census.stages[row].title);
}

// What an unfolded game takes at most: its nodes, what each actor has seen at each of them, and the states.
double bytes_of_game(const Model& model, double num_nodes) {
  constexpr double bytes_a_node = 64;
  const double num_actors = static_cast<double>(model.actors.size());
  return num_nodes * (bytes_a_node + 4 * num_actors + 2 * static_cast<double>(model.variables.size()));
}

}  // namespace

double growth_bound(const std::vector<Step>& steps) {
  double bound = 1;
  for (const Step& step : steps) bound *= bound_of_step(step);
  return bound;
}

std::string growth_text(const std::vector<Step>& steps) {
  std::vector<std::string> factors;
  list_factors(steps, factors);
  const bool plain = factors.size() < 2 && (factors.empty() || factors[0].find(' ') == std::string::npos);
  return plain ? "" : product_text(factors);
}

std::string readable_count(double count) {
  if (!std::isfinite(count)) return "10^308 and more";
  if (count >= 1e15) return fmt::format("10^{:.0f}", std::floor(std::log10(count)));
  struct Unit {
    double size;
    const char* name;
  };
  for (const Unit unit : {Unit{1e12, "trillion"}, Unit{1e9, "billion"}, Unit{1e6, "million"}}) {
    if (count < unit.size) continue;
    const double in_units = count / unit.size;
    return in_units < 10 ? fmt::format("{:.2g} {}", in_units, unit.name)
                         : fmt::format("{:.0f} {}", in_units, unit.name);
  }
  return with_thousands(count);
}

std::string reached_with(const Model& model, StateView state, const std::vector<VariableId>& first) {
  constexpr std::size_t most_others = 4;
  constexpr std::size_t most = 12;
  std::vector<std::string> settled;
  std::vector<std::string> missing;
  std::vector<bool> told(state.size(), false);
  const auto note = [&](VariableId id, std::vector<std::string>* without) {
    const Variable& variable = model.variables[id];
    const ValueIndex value = state[id.value];
    if (told[id.value] || variable.record) return;
    told[id.value] = true;
    if (value < variable.values.size()) {
      settled.push_back(fmt::format("{} = {}", variable.name, variable.values[value].name));
    } else if (without != nullptr) {
      without->push_back(variable.name);
    }
  };
  for (const VariableId id : first) {
    const std::optional<Recorded>& record = model.variables[id].record;
    note(record ? record->of : id, &missing);
  }
  const std::size_t kept = std::min(std::max(settled.size(), most_others), most);
  for (std::size_t row = 0; row < state.size() && settled.size() <= kept; ++row) {
    note(VariableId{row}, nullptr);
  }
  const bool cut = settled.size() > kept;
  if (cut) settled.resize(kept);
  if (missing.size() > most) missing.resize(most);
  const std::string without = missing.empty() ? "" : fmt::format("without {}", fmt::join(missing, ", "));
  if (settled.empty()) return without.empty() ? "reached at the very beginning" : "reached " + without;
  return fmt::format("reached with {}{}{}", fmt::join(settled, ", "), cut ? ", ..." : "",
                     without.empty() ? "" : ", " + without);
}

Diagnostic undefined_condition(const Model& model, const Formula& condition, StateView state) {
  return {Kind::E019,
          "this condition compares a number that is not finite",
          {condition.span, reached_with(model, state, variables_of(condition))},
          {},
          "ask first whether there is one, as in `x > 0 and 1 / x > 2`"};
}

Diagnostic too_large(const Model& model, const Census& census, double max_histories) {
  const std::vector<std::size_t> rows = largest_factors(census);
  std::vector<std::string> factors;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, rows.size()); ++i) {
    factors.push_back(fmt::format("{} {}", row_name(census, rows[i]), factor_text(census.stages[rows[i]])));
  }
  const bool bounded = !census.exact && std::isfinite(census.num_histories);
  Diagnostic diagnostic{Kind::E020, {}, {}, {}, {}};
  diagnostic.message = fmt::format(
      "{}{} histories; largest factors: {}; limit {}", bounded ? "up to " : "", readable_count(census.num_histories),
      factors.empty() ? "none" : fmt::format("{}", fmt::join(factors, ", ")), readable_count(max_histories));
  if (!rows.empty()) {
    diagnostic.primary = {span_of_row(model, rows[0]), "multiplies the histories most"};
    if (rows.size() > 1) diagnostic.others.push_back({span_of_row(model, rows[1]), "next"});
  }
  diagnostic.help = "give this step fewer values or rounds, or raise the limit: `--max-histories N`";
  return diagnostic;
}

double most_nodes_in_memory(const Model& model, const CompileOptions& options) {
  constexpr double bytes_a_history = 512;
  constexpr double always_enough = 64e6;
  return (bytes_a_history * options.max_histories + always_enough) / bytes_of_game(model, 1);
}

Diagnostic too_heavy(const Model& model, const Census& census) {
  Diagnostic diagnostic = too_large(model, census, 0);
  diagnostic.message = fmt::format(
      "{} histories of a story with {} things to remember take about {:.2g} GB", readable_count(census.num_histories),
      readable_count(static_cast<double>(model.variables.size())), bytes_of_game(model, census.num_nodes) * 1e-9);
  return diagnostic;
}

Diagnostic too_long(const Model& model) {
  Diagnostic diagnostic{Kind::E020,
                        "the rounds go on too long without anybody moving or anything being drawn",
                        {},
                        {},
                        "repeat fewer times; scales can be moved without a round each"};
  if (!model.stages.empty()) diagnostic.primary.span = model.stages.front().span;
  for (const Stage& stage : model.stages) {
    const auto repeats = [](const Step& step) { return only<Repeat>(step) != nullptr; };
    const auto step = std::ranges::find_if(stage.steps, repeats);
    if (step != stage.steps.end()) diagnostic.primary = {step->span, "these rounds"};
  }
  return diagnostic;
}

void keep_first_of_each_place(Diagnostics& diagnostics) {
  Diagnostics kept;
  for (Diagnostic& diagnostic : diagnostics) {
    const auto same = [&](const Diagnostic& other) {
      return other.kind == diagnostic.kind && other.primary.span == diagnostic.primary.span;
    };
    if (std::ranges::none_of(kept, same)) kept.push_back(std::move(diagnostic));
  }
  diagnostics = std::move(kept);
}

}  // namespace demarche
