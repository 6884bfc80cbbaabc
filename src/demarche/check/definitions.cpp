#include "demarche/check/definitions.h"

#include "demarche/check/declare.h"
#include "demarche/check/numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::size_t most_names_inside = 100;
constexpr std::size_t most_instructions = 2'000;  // of one formula
constexpr std::size_t most_instructions_in_all = 200'000;

void declare(Work& work, DeclaredKind kind, const Name& name, Definiens definiens) {
  if (name.text.empty()) return;
  if (!declare_plain(work, name, {kind, work.model.definitions.size(), name.span})) return;
  work.model.definitions.push_back({name.text, kind == DeclaredKind::Event, not_a_number(name.span), "", name.span});
  work.definitions.push_back(std::move(definiens));
}

Span span_of(const Definiens& definiens) {
  return definiens.condition ? definiens.condition->span : definiens.number->span;
}

void build(Work& work, std::size_t row) {
  const std::size_t num_said = work.diagnostics.size();
  const Definiens written = work.definitions[row];
  Reads reads;
  Formula formula = written.condition ? build_condition(work, *written.condition, reads)
                                      : build_expression(work, *written.number, reads);
  if (written.number) check_finite(work, formula, ticked(work.model.definitions[row].name));
  Definiens& definiens = work.definitions[row];
  definiens.is_sound = work.diagnostics.size() == num_said && !definiens.is_spoilt;
  definiens.reads = std::move(reads);
  work.model.definitions[row].text = one_line(work.source, span_of(written));
  if (definiens.is_sound) work.model.definitions[row].formula = std::move(formula);
}

// The definition that is being built, or the first that will be.
std::optional<std::size_t> being_built(const Work& work) {
  const std::size_t next = work.num_definitions_built;
  return next < work.definitions.size() ? std::optional(next) : std::nullopt;
}

bool holds_place(const Definiens& definiens, Span use) {
  const Span span = span_of(definiens);
  return span.begin <= use.begin && use.end <= span.end;
}

void say_not_yet(Work& work, std::size_t row, Span use) {
  const std::string meant = ticked(work.model.definitions[row].name);
  const std::optional<std::size_t> reader = being_built(work);
  if (!reader || !holds_place(work.definitions[*reader], use)) {
    say_misuse(work, fmt::format("{} is not known here: parameters and levels are worked out before it", meant), use,
               "", "write the formula here, or declare it as a `parameter`");
  } else if (*reader == row) {
    say_misuse(work, fmt::format("{0} is made of itself: {0} reads {0}", meant), use, "", "write what it is made of");
  } else {
    say_misuse(
        work,
        fmt::format("{} reads {}, which is declared further down", ticked(work.model.definitions[*reader].name), meant),
        use, "", fmt::format("declare {} first; none may read another that reads it", meant));
  }
  work.diagnostics.back().others.push_back({work.model.definitions[row].span, "declared here"});
}

// What is too much, in words; empty where nothing is. Names of names double what is written out with each line.
std::string too_much(Work& work, std::size_t row, std::size_t length_before) {
  const Definition& meant = work.model.definitions[row];
  const std::size_t length = meant.formula.code.size();
  work.num_written_out += length;
  if (work.num_written_out > most_instructions_in_all)
    return "all events and numbers together are too long where they are written out";
  if (length_before + length > most_instructions)
    return fmt::format("with {} written out this takes more than {} operations", ticked(meant.name), most_instructions);
  if (work.definitions[row].depth >= most_names_inside)
    return fmt::format("more than {} names of events and numbers inside each other", most_names_inside);
  return {};
}

bool may_be_written_out(Work& work, std::size_t row, Span use, const Formula& formula) {
  if (!work.definitions[row].is_sound || work.num_written_out > most_instructions_in_all) return false;
  std::string message = too_much(work, row, formula.code.size());
  if (message.empty()) return true;
  say(work, {Kind::E022,
             std::move(message),
             {use, ""},
             {{work.model.definitions[row].span, "declared here"}},
             "break it up: let fewer names stand inside each other"});
  return false;
}

void append_reads(const Reads& inside, Span use, Reads& reads) {
  for (const Read& read : inside.variables) reads.variables.push_back({read.variable, use, read.span});
  for (const ReadParameter& read : inside.parameters) reads.parameters.push_back({use, read.span});
}

}  // namespace

void declare_definitions(Work& work) {
  for (const Statement& statement : work.tree.statements) {
    if (const auto* event = std::get_if<EventStatement>(&statement.what))
      declare(work, DeclaredKind::Event, event->name, {.condition = &event->condition});
    if (const auto* number = std::get_if<NumberStatement>(&statement.what))
      declare(work, DeclaredKind::Number, number->name, {.number = &number->number});
  }
}

void build_definitions(Work& work) {
  for (std::size_t row = 0; row < work.definitions.size(); ++row) {
    build(work, row);
    work.num_definitions_built = row + 1;
  }
}

bool write_out(Work& work, std::size_t definition, Span use, Formula& formula, Reads& reads) {
  work.definitions[definition].is_used = true;
  if (definition >= work.num_definitions_built) {
    say_not_yet(work, definition, use);
    return false;
  }
  const std::optional<std::size_t> reader = being_built(work);
  if (!may_be_written_out(work, definition, use, formula)) {
    if (reader) work.definitions[*reader].is_spoilt = true;
    return false;
  }
  append_reads(work.definitions[definition].reads, use, reads);
  if (reader) {
    std::size_t& depth = work.definitions[*reader].depth;
    depth = std::max(depth, work.definitions[definition].depth + 1);
  }
  append(work.model.definitions[definition].formula, formula);
  return true;
}

void label_definition(Work& work, const std::optional<Span>& defined) {
  if (defined) work.diagnostics.back().others.push_back({*defined, "read here"});
}

}  // namespace demarche
