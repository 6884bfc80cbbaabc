#include "demarche/check/fixes.h"

#include "demarche/check/numbers.h"
#include "demarche/diag/shown.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

std::string_view text_at(const Work& work, Span span) {
  return std::string_view{work.source.text}.substr(span.begin, span.end - span.begin);
}

std::uint32_t model_end(const Work& work) { return work.source.parts.front().end; }

// More diagnostics are not listed, and some mends cost a walk along a line that may be as long as the text.
bool is_beyond_use(const Work& work) { return work.diagnostics.size() >= most_in_json; }

// The last of some statements or steps that begins before a place; they stand in the order of the text.
template <class Row>
const Row* last_before(const std::vector<Row>& rows, Span place) {
  const auto behind = std::ranges::upper_bound(rows, place.begin, {}, [](const Row& row) { return row.span.begin; });
  return behind == rows.begin() ? nullptr : &*(behind - 1);
}

// The step that holds a place: the inner one, of those that are repeated.
const StepSyntax* step_around(const std::vector<StepSyntax>& steps, Span place) {
  const StepSyntax* found = last_before(steps, place);
  const auto* repeat = found != nullptr ? std::get_if<RepeatStep>(&found->what) : nullptr;
  const StepSyntax* inner = repeat != nullptr ? step_around(repeat->steps, place) : nullptr;
  return inner != nullptr ? inner : found;
}

// The end of what is written on a line, before white space and a comment.
std::uint32_t written_end(const Work& work, std::uint32_t offset) {
  const std::string_view line = line_at(work.source, offset);
  std::size_t end = 0;
  bool quoted = false;
  for (std::size_t k = 0; k < line.size() && (quoted || line[k] != '#'); ++k) {
    if (line[k] == '"') quoted = !quoted;
    if (line[k] != ' ' && line[k] != '\t') end = k + 1;
  }
  return static_cast<std::uint32_t>(line.data() - work.source.text.data() + static_cast<std::ptrdiff_t>(end));
}

bool is_balanced(std::string_view text) { return std::ranges::count(text, '(') == std::ranges::count(text, ')'); }

bool is_space(char c) { return c == ' ' || c == '\t'; }

std::uint32_t before_blanks(const Work& work, std::uint32_t at) {
  while (at > 0 && is_space(work.source.text[at - 1])) --at;
  return at;
}

double number_at(const Formula& formula) { return formula.code.front().number; }

bool lacks_percent(const Work& work, const Formula& formula) {
  return is_bare_number(work, formula) && number_at(formula) > 1 && number_at(formula) <= 100;
}

Edit percent_sign(const Formula& formula) { return {{formula.span.end, formula.span.end}, "%"}; }

}  // namespace

std::vector<Fix> with_line_before(const Work& work, Span place, std::string_view line) {
  if (is_beyond_use(work)) return {};
  if (place.begin >= model_end(work)) return with_lines_at_end(work, line);
  const Statement* statement = last_before(work.tree.statements, place);
  const std::uint32_t begin = statement != nullptr ? statement->span.begin : 0;
  return {possible_fix({begin, begin}, fmt::format("{}{}", line, newline_at(work.source, begin)))};
}

std::vector<Fix> with_lines_at_end(const Work& work, std::string_view lines) {
  if (is_beyond_use(work)) return {};
  const std::uint32_t end = model_end(work);
  const std::string_view newline = newline_at(work.source, 0);
  std::string text;
  if (end > 0 && work.source.text[end - 1] != '\n') text += newline;
  for (const char c : lines) text += c == '\n' ? std::string(newline) : std::string(1, c);
  text += newline;
  return {possible_fix({end, end}, std::move(text))};
}

std::vector<Fix> with_step_before(const Work& work, Span place, std::string_view step) {
  if (is_beyond_use(work)) return {};
  const Statement* statement = last_before(work.tree.statements, place);
  const auto* stage = statement != nullptr ? std::get_if<StageStatement>(&statement->what) : nullptr;
  const StepSyntax* found = stage != nullptr ? step_around(stage->steps, place) : nullptr;
  if (found == nullptr) return {};
  const std::uint32_t begin = found->span.begin;
  return {possible_fix(
      {begin, begin}, fmt::format("{}{}{}", step, newline_at(work.source, begin), indentation_at(work.source, begin)))};
}

std::vector<Fix> with_line_below(const Work& work, Span place, std::string_view line) {
  if (is_beyond_use(work)) return {};
  const std::uint32_t end = written_end(work, place.begin);
  return {possible_fix({end, end}, fmt::format("{}{}    {}", newline_at(work.source, place.begin),
                                               indentation_at(work.source, place.begin), line))};
}

std::vector<Fix> with_line_end(const Work& work, Span line, std::string_view text) {
  if (is_beyond_use(work)) return {};
  const std::uint32_t end = written_end(work, line.begin);
  return {possible_fix({end, end}, fmt::format(" {}", text))};
}

std::vector<Fix> without_item(const Work& work, Span item) {
  if (is_beyond_use(work)) return {};
  const std::uint32_t before = before_blanks(work, item.begin);
  if (before == 0 || work.source.text[before - 1] != ',') return {};
  const std::uint32_t written = written_end(work, item.end);
  std::uint32_t behind = item.end;
  while (behind < written && is_space(work.source.text[behind])) ++behind;
  const bool whole = behind >= written || work.source.text[behind] == ',' || work.source.text[behind] == ':';
  if (!whole) return {};  // the item has a note, a condition or a number
  return {possible_fix({before - 1, item.end}, "")};
}

std::vector<Fix> without_line(const Work& work, Span place) {
  if (is_beyond_use(work)) return {};
  const std::uint32_t end = written_end(work, place.begin);
  const bool goes_on = end > 0 && work.source.text[end - 1] == ',';
  return goes_on ? std::vector<Fix>() : std::vector{possible_fix(whole_line(work.source, place.begin), "")};
}

std::vector<Fix> without_word_and(const Work& work, Span place) {
  if (is_beyond_use(work)) return {};
  std::uint32_t begin = before_blanks(work, place.begin);
  while (begin > 0 && std::isalpha(static_cast<unsigned char>(work.source.text[begin - 1])) != 0) --begin;
  return {possible_fix({before_blanks(work, begin), place.end}, "")};
}

std::vector<Fix> exchanged(const Work& work, Span first, Span second) {
  if (is_beyond_use(work)) return {};
  const std::string_view one = text_at(work, first);
  const std::string_view other = text_at(work, second);
  if (!is_balanced(one) || !is_balanced(other)) return {};  // the place of a formula may leave out an outer bracket
  return {{{{first, std::string(other)}, {second, std::string(one)}}, false}};
}

std::vector<Fix> in_right_order(const Work& work, Span first, Span second) {
  std::vector<Fix> fixes = exchanged(work, first, second);
  for (Fix& fix : fixes) fix.certain = true;
  return fixes;
}

void offer_declaration(Work& work, const Name& seen, const std::string& guess, Span declared) {
  const Span last{declared.end - std::min(declared.end, static_cast<std::uint32_t>(guess.size())), declared.end};
  const bool stands_there = text_at(work, last) == guess;
  if (work.words[guess] != 1 || work.words[seen.text] < 2 || !stands_there) return;
  std::vector<Fix>& fixes = work.diagnostics.back().fixes;
  Fix other = possible_fix(last, seen.text);
  if (!fixes.empty()) other.certain = std::exchange(fixes.front().certain, false);
  fixes.push_back(std::move(other));
}

bool is_bare_number(const Work& work, const Formula& formula) {
  const std::string_view text = text_at(work, formula.span);
  const bool digits = std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  return digits && !text.empty() && formula.code.size() == 1 && formula.code.front().op == OpCode::Number;
}

std::vector<Fix> with_percent_sign(const Work& work, const Formula& formula) {
  if (!lacks_percent(work, formula)) return {};
  const double number = number_at(formula);
  return {{{percent_sign(formula)}, number >= 2 && number == std::floor(number)}};
}

std::vector<Fix> with_percent_signs(const Work& work, const DrawCase& row) {
  if (is_beyond_use(work)) return {};
  constexpr double tolerance = 1e-9;
  Fix fix;
  double sum = 0;
  bool has_rest = false;
  for (const DrawCase::Draw& draw : row.draws) {
    if (!draw.odds) has_rest = true;
    if (!draw.odds) continue;
    const bool lacks = lacks_percent(work, *draw.odds);
    if (lacks) fix.edits.push_back(percent_sign(*draw.odds));
    sum += best_value(work, *draw.odds).value_or(0) * (lacks ? 0.01 : 1);
  }
  if (fix.edits.empty()) return {};
  fix.certain = std::abs(sum - 1) <= tolerance || (has_rest && sum < 1);
  return {std::move(fix)};
}

}  // namespace demarche
