#include "demarche/compile/line_parts.h"

#include "demarche/compile/growth.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demarche {
namespace {

constexpr std::size_t most_known_cells = 1 << 16;

KnownLine know(const Model& model, const PublicLine& line) {
  KnownLine known{&line, {}, {}, {}};
  std::size_t num_cells = 1;
  for (VariableId variable : line.public_reads) {
    const std::size_t radix = model.variables[variable].values.size() + 1;
    known.strides.push_back(num_cells);
    known.radices.push_back(radix);
    num_cells = num_cells > most_known_cells ? num_cells : num_cells * radix;
  }
  if (num_cells <= most_known_cells) known.cells.assign(num_cells, none<PartTag>);
  return known;
}

std::size_t cell_of(const KnownLine& known, StateView state) {
  std::size_t cell = 0;
  for (std::size_t k = 0; k < known.strides.size(); ++k) {
    const std::size_t value = state[known.line->public_reads[k].value];
    cell += known.strides[k] * std::min(value, known.radices[k] - 1);
  }
  return cell;
}

void index_types(LineReader& reader) {
  reader.types_with.resize(reader.model.variables.size());
  for (const ActorTypes& types : reader.compiled.story.types) {
    auto& all = reader.all_types[reader.all_types.push_back(std::vector<std::uint32_t>(types.num))];
    std::iota(all.begin(), all.end(), 0u);
    for (VariableId trait : types.traits) reader.types_with[trait].resize(reader.model.variables[trait].values.size());
    for (std::size_t at = 0; at < types.values.size(); ++at) {
      const VariableId trait = types.traits[at % types.traits.size()];
      reader.types_with[trait][types.values[at]].push_back(static_cast<std::uint32_t>(at / types.traits.size()));
    }
  }
}

// The types with which a line may count.
std::vector<std::uint32_t> candidates(const LineReader& reader, ActorId actor, const Requirement& requirement) {
  if (requirement.trait == none<VariableTag>) return reader.all_types[actor];
  std::vector<std::uint32_t> types;
  for (ValueIndex value : requirement.values) {
    const auto& with = reader.types_with[requirement.trait][value];
    types.insert(types.end(), with.begin(), with.end());
  }
  return types;
}

void settle_traits(LineReader& reader, ActorId actor, std::uint32_t type) {
  const ActorTypes& types = reader.compiled.story.types[actor];
  const std::span<const ValueIndex> values = values_of(types, type);
  for (std::size_t k = 0; k < values.size(); ++k) reader.scratch[types.traits[k].value] = values[k];
}

void report(LineReader& reader, const PublicLine& line) {
  std::vector<VariableId> read;
  for (const Formula* formula : {&line.open, &line.hidden, &line.number}) {
    for (VariableId variable : variables_of(*formula)) {
      if (std::ranges::find(read, variable) == read.end()) read.push_back(variable);
    }
  }
  reader.diagnostics.push_back(
      {Kind::E019,
       fmt::format("{}'s payoff is not a finite number here", reader.model.actors[line.actor].name),
       {line.span, reached_with(reader.model, reader.scratch, read)},
       {},
       "add an `if` that leaves out where it divides by zero or grows without bound"});
}

// False where a condition turns on numbers that are not finite, which is reported.
bool is_defined(LineReader& reader, const PublicLine& line, const Formula& condition, StateView state) {
  if (!is_undefined(condition, reader.point, state)) return true;
  if (reader.diagnostics.empty()) {
    reader.diagnostics.push_back(undefined_condition(reader.model, condition, state));
    reader.diagnostics.back().primary.span = line.span;
  }
  return false;
}

// With all traits it reads settled in `scratch`.
void add_entry(LineReader& reader, const PublicLine& line, std::size_t at) {
  if (!is_defined(reader, line, line.hidden, reader.scratch)) return;
  if (!holds(line.hidden, reader.point, reader.scratch)) return;
  const double number = reader.slopes ? evaluate_slope(line.number, reader.point, *reader.slopes, reader.scratch)
                                      : evaluate(line.number, reader.point, reader.scratch);
  if (!std::isfinite(number)) {
    if (reader.diagnostics.empty()) report(reader, line);
  } else if (number != 0) {
    reader.pool.entries.push_back({static_cast<std::uint32_t>(at), number});
  }
}

void add_entries(LineReader& reader, const PublicLine& line) {
  if (line.one == none<ActorTag>) return add_entry(reader, line, 0);
  const auto others =
      line.other == none<ActorTag> ? std::vector<std::uint32_t>{} : candidates(reader, line.other, line.of_other);
  for (const std::uint32_t type : candidates(reader, line.one, line.of_one)) {
    settle_traits(reader, line.one, type);
    if (line.other == none<ActorTag>) add_entry(reader, line, type);
    for (const std::uint32_t other : others) {
      settle_traits(reader, line.other, other);
      add_entry(reader, line, std::size_t{type} * reader.all_types[line.other].size() + other);
    }
  }
}

PartId worked_out(LineReader& reader, const PublicLine& line, StateView state) {
  if (!is_defined(reader, line, line.open, state) || !holds(line.open, reader.point, state)) return PartId{};
  reader.scratch.assign(state.begin(), state.end());
  const std::size_t before = reader.pool.entries.size();
  add_entries(reader, line);
  if (reader.pool.entries.size() == before) return PartId{};
  const PartId end = reader.pool.first.push_back(reader.pool.entries.size());
  return PartId{std::size_t{end.value} - 1};
}

}  // namespace

LineReader read_lines(const Model& model, const PublicCompiled& compiled, const Point& point, const Point* slopes) {
  LineReader reader{.model = model, .compiled = compiled, .point = point, .slopes = slopes};
  for (const PublicLine& line : compiled.lines) {
    if (!slopes || moves_along(line.number, *slopes)) reader.read.push_back(reader.lines.size());
    reader.lines.push_back(know(model, line));
  }
  index_types(reader);
  return reader;
}

PartId part_of(LineReader& reader, std::size_t line, StateView state) {
  KnownLine& known = reader.lines[line];
  if (known.cells.empty()) return worked_out(reader, *known.line, state);
  PartId& part = known.cells[cell_of(known, state)];
  if (part == none<PartTag>) part = worked_out(reader, *known.line, state);
  return part;
}

}  // namespace demarche
