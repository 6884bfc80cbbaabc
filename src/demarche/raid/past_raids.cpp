#include "demarche/raid/past_raids.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace demarche {
namespace {

constexpr std::size_t most_launched = 1'000'000;

// Takes one line, as RFC 4180 has it, from the front of the text; a quoted field may hold commas and line breaks.
std::vector<std::string> take_line(std::string_view& text) {
  std::vector<std::string> fields{""};
  bool quoted = false;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '"' && quoted && text.starts_with('"')) {
      fields.back() += '"';
      text.remove_prefix(1);
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '\n' && !quoted) {
      return fields;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r' || quoted) {
      fields.back() += c;
    }
  }
  return fields;
}

std::optional<std::size_t> column(const std::vector<std::string>& header, std::string_view name) {
  const auto found = std::ranges::find(header, name);
  return found == header.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - header.begin()));
}

std::optional<std::size_t> count_in(const std::vector<std::string>& fields, std::size_t at) {
  if (at >= fields.size()) return std::nullopt;
  std::size_t number = 0;
  const char* end = fields[at].data() + fields[at].size();
  const auto [stop, error] = std::from_chars(fields[at].data(), end, number);
  return error == std::errc() && stop == end && number <= most_launched ? std::optional(number) : std::nullopt;
}

std::vector<PastRaid>& raids_called(std::vector<PastRaids>& classes, const std::string& name) {
  const auto found = std::ranges::find(classes, name, &PastRaids::name);
  return found == classes.end() ? classes.emplace_back(name, std::vector<PastRaid>{}).raids : found->raids;
}

std::unexpected<std::string> in_line(std::size_t line, std::string_view what) {
  return std::unexpected("line " + std::to_string(line) + ": " + std::string(what));
}

}  // namespace

std::expected<std::vector<PastRaids>, std::string> read_past_raids(std::string_view csv) {
  const std::vector<std::string> header = take_line(csv);
  const auto launched = column(header, "launched");
  const auto stopped = column(header, "stopped");
  const auto one_class = column(header, "class");
  if (!launched || !stopped) return in_line(1, "the header has no column `launched` or none `stopped`");
  std::vector<PastRaids> classes;
  for (std::size_t line = 2; !csv.empty(); ++line) {
    const std::vector<std::string> fields = take_line(csv);
    if (fields.size() == 1 && fields.front().empty()) continue;
    const auto num_launched = count_in(fields, *launched);
    const auto num_stopped = count_in(fields, *stopped);
    if (!num_launched || !num_stopped)
      return in_line(line, "launched and stopped must be whole numbers up to 1,000,000");
    if (*num_stopped > *num_launched) return in_line(line, "more were stopped than launched");
    const std::string name = one_class && *one_class < fields.size() ? fields[*one_class] : "all";
    if (*num_launched > 0) raids_called(classes, name).push_back({*num_launched, *num_stopped});
  }
  if (classes.empty()) return std::unexpected("the table holds no raid");
  return classes;
}

}  // namespace demarche
