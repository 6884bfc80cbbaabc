#include "demarche/diag/diagnostic.h"
#include "demarche/diag/shown.h"
#include "demarche/diag/text.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace demarche {
namespace {

// Source lines wider than this many columns are cut around the underlined stretch.
constexpr std::size_t widest_line = 110;
constexpr std::size_t kept_before_cut = 40;

struct Style {
  std::string_view word;
  std::string_view colour;
};

constexpr std::array styles{Style{"error", "\x1b[1;31m"}, Style{"warning", "\x1b[1;33m"}, Style{"note", "\x1b[1;36m"},
                            Style{"remark", "\x1b[1;35m"}};
constexpr std::string_view blue = "\x1b[1;34m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain = "\x1b[0m";

struct Pen {
  Colour colour;
  std::string_view accent;  // of the diagnostic's severity
  std::size_t gutter;       // columns of the widest line number
};

// What one label shows: the visible part of its line and where the underline lies below it, in columns.
struct Excerpt {
  std::string text;
  std::size_t underline_begin = 0;
  std::size_t underline_width = 1;
};

std::string painted(const Pen& pen, std::string_view colour, std::string_view text) {
  if (pen.colour == Colour::Never) return std::string{text};
  return fmt::format("{}{}{}", colour, text, plain);
}

// The characters of a line that lie wholly in columns [first, last).
std::string columns_of(std::string_view line, std::size_t first, std::size_t last) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < line.size() && column < last;) {
    const Character character = character_at(line, at);
    const std::size_t end = column + display_width(character);
    if (column < first && end > first) out.append(end - first, ' ');
    if (column >= first && end <= last) out += displayed(character, line.substr(at, character.num_bytes));
    at += character.num_bytes;
    column = end;
  }
  return out;
}

Excerpt excerpt_of(const Source& source, Span span) {
  const std::string_view line = line_at(source, span.begin);
  const std::size_t offset = std::min<std::size_t>(span.begin, source.text.size());
  const auto line_begin = static_cast<std::size_t>(line.data() - source.text.data());
  const std::size_t begin = std::min(offset - line_begin, line.size());
  const std::size_t length = std::min<std::size_t>(span.end - std::min(span.begin, span.end), line.size() - begin);
  const std::size_t first = width_of(line.substr(0, begin));
  const std::size_t width = std::max<std::size_t>(1, width_of(line.substr(begin, length)));
  const std::size_t total = width_of(line);
  if (total <= widest_line) return {columns_of(line, 0, total), first, width};
  const std::size_t cut = first > widest_line * 3 / 4 ? first - kept_before_cut : 0;
  const std::size_t last = std::min(total, cut + widest_line);
  const std::string_view head = cut > 0 ? "..." : "";
  const std::string_view tail = last < total ? "..." : "";
  const std::size_t shown_width = std::max<std::size_t>(1, std::min(width, last - std::min(first, last)));
  return {fmt::format("{}{}{}", head, columns_of(line, cut, last), tail), first - cut + head.size(), shown_width};
}

std::string snippet(const Source& source, const Pen& pen, const Label& label, char mark) {
  const Excerpt excerpt = excerpt_of(source, label.span);
  const std::string_view colour = mark == '^' ? pen.accent : blue;
  std::string underline(excerpt.underline_width, mark);
  if (!label.text.empty()) underline += " " + displayed(shortened(label.text));
  const std::string number = fmt::format("{:>{}} |", place_of(source, label.span.begin).line, pen.gutter);
  const std::string bar = fmt::format("{:{}} |", "", pen.gutter);
  const std::string_view space = excerpt.text.empty() ? "" : " ";
  return fmt::format("{}{}{}\n{} {:{}}{}\n", painted(pen, blue, number), space, excerpt.text, painted(pen, blue, bar),
                     "", excerpt.underline_begin, painted(pen, colour, underline));
}

// Rows in the order of a key; rows of one key stay as they were.
template <class Row, class KeyOf>
std::vector<const Row*> sorted(const std::vector<Row>& rows, KeyOf key_of) {
  std::vector<const Row*> order;
  for (const Row& row : rows) order.push_back(&row);
  std::ranges::sort(order, {}, [&](const Row* row) { return std::pair(key_of(*row), row); });
  return order;
}

std::size_t gutter_width(const Source& source, const Diagnostic& diagnostic) {
  std::size_t line = place_of(source, diagnostic.primary.span.begin).line;
  for (const Label& other : diagnostic.others) line = std::max(line, place_of(source, other.span.begin).line);
  return fmt::formatted_size("{}", line);
}

// As it lies on a terminal: a wide letter takes two columns, a mark over another letter none. What is shown otherwise
// than it stands, such as a tab, counts as one.
std::size_t shown_column(const Source& source, std::uint32_t offset) {
  const std::string_view line = line_at(source, offset);
  const auto begin = static_cast<std::size_t>(line.data() - source.text.data());
  std::size_t column = 1;
  for (std::size_t at = 0; begin + at < offset && at < line.size();) {
    const Character character = character_at(line, at);
    const bool as_it_stands = character.code >= 0x80 && !is_unseen(character);
    column += as_it_stands ? display_width(character) : 1;
    at += character.num_bytes;
  }
  return column;
}

std::string arrow(const Pen& pen, std::string_view head, const Source& source, std::uint32_t offset) {
  const Place place = place_of(source, offset);
  return fmt::format("{:{}}{} {}:{}:{}\n", "", pen.gutter, painted(pen, blue, head), displayed(place.file), place.line,
                     shown_column(source, offset));
}

std::string help_lines(const Pen& pen, std::string_view help) {
  std::string out = fmt::format("{:{}} {} ", "", pen.gutter, painted(pen, blue, "=")) + painted(pen, bold, "help:");
  std::string_view lead = " ";
  const std::string margin(pen.gutter + 9, ' ');
  while (true) {
    const std::size_t end = help.find('\n');
    out += fmt::format("{}{}\n", lead, displayed(shortened(help.substr(0, end))));
    if (end == std::string_view::npos) return out;
    help.remove_prefix(end + 1);
    lead = margin;
  }
}

std::string with_commas(std::size_t number) {
  std::string digits = fmt::format("{}", number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

// "and 99,900 more: 99,890 x E005, 10 x W102".
std::string left_out_line(const Shown& shown) {
  if (shown.left_out.empty()) return {};
  std::size_t all = 0;
  std::string kinds;
  for (const auto& [kind, number] : shown.left_out) {
    all += number;
    kinds += fmt::format("{}{} x {}", kinds.empty() ? "" : ", ", with_commas(number), info(kind).code);
  }
  return fmt::format("and {} more: {}\n", with_commas(all), kinds);
}

std::string count_line(const Diagnostics& diagnostics) {
  std::string out;
  for (std::size_t i = 0; i < styles.size(); ++i) {
    const auto n =
        std::ranges::count(diagnostics, static_cast<Severity>(i), [](const auto& d) { return severity(d.kind); });
    if (n == 0) continue;
    out += fmt::format("{}{} {}{}", out.empty() ? "" : ", ", n, styles[i].word, n == 1 ? "" : "s");
  }
  return out + "\n";
}

}  // namespace

std::string render_one(const Source& source, const Diagnostic& diagnostic, Colour colour) {
  const Style& style = styles[static_cast<std::size_t>(severity(diagnostic.kind))];
  const Pen pen{colour, style.colour, gutter_width(source, diagnostic)};
  const Place place = place_of(source, diagnostic.primary.span.begin);
  const std::string bar = fmt::format("{:{}} {}\n", "", pen.gutter, painted(pen, blue, "|"));

  std::string out = painted(pen, style.colour, fmt::format("{}[{}]", style.word, info(diagnostic.kind).code));
  out += painted(pen, bold, ": " + displayed(shortened(diagnostic.message))) + "\n";
  out += arrow(pen, "-->", source, diagnostic.primary.span.begin) + bar + snippet(source, pen, diagnostic.primary, '^');
  std::string_view file = place.file;
  for (const Label* other : sorted(diagnostic.others, [](const Label& label) { return label.span.begin; })) {
    const Place there = place_of(source, other->span.begin);
    out += there.file == file ? bar : arrow(pen, ":::", source, other->span.begin);
    out += snippet(source, pen, *other, '-');
    file = there.file;
  }
  if (!diagnostic.help.empty()) out += help_lines(pen, diagnostic.help);
  return out;
}

std::string render_all(const Source& source, const Diagnostics& diagnostics, Colour colour) {
  if (diagnostics.empty()) return {};
  const Shown shown = shown_of(diagnostics, most_shown);
  std::string out;
  for (const Diagnostic* diagnostic : shown.diagnostics) out += render_one(source, *diagnostic, colour) + "\n";
  return out + left_out_line(shown) + count_line(diagnostics);
}

}  // namespace demarche
