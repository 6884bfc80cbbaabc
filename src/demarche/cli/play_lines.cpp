#include "demarche/cli/play_lines.h"

#include "demarche/base/typed_number.h"
#include "demarche/diag/guess.h"
#include "demarche/diag/letters.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace demarche::cli {
namespace {

constexpr std::size_t longest_line = 4096;

std::string without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

std::optional<std::size_t> number_meant(const std::string& typed, std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error != std::errc() || end != typed.data() + typed.size() || number < 1 || number > most) return std::nullopt;
  return number - 1;
}

std::string options_listed(const std::vector<std::string>& names) {
  constexpr std::size_t most_listed = 12;
  std::string text;
  for (std::size_t k = 0; k < std::min(names.size(), most_listed); ++k)
    text += fmt::format("{}`{}`", k == 0 ? "" : ", ", names[k]);
  return names.size() > most_listed ? fmt::format("{} and {} more", text, names.size() - most_listed) : text;
}

}  // namespace

std::optional<TypedLines> TypedLines::open(const std::string& path) {
  std::FILE* file = path.empty() || path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) return std::nullopt;
  return TypedLines(file);
}

TypedLines::TypedLines(TypedLines&& other) noexcept : file_(std::exchange(other.file_, stdin)) {}

TypedLines::~TypedLines() {
  if (file_ != stdin) std::fclose(file_);
}

std::optional<std::string> TypedLines::next() {
  std::string line;
  bool read_any = false;
  for (int letter = std::fgetc(file_); letter != EOF; letter = std::fgetc(file_)) {
    read_any = true;
    if (letter == '\n') break;
    if (line.size() < longest_line) line.push_back(static_cast<char>(letter));
  }
  if (!read_any) return std::nullopt;
  return without_blanks(line);
}

bool TypedLines::is_terminal() const { return isatty(fileno(file_)) != 0; }

std::string in_small_letters(std::string_view text) {
  std::string small = without_blanks(text);
  std::ranges::transform(small, small.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return small;
}

OptionMeant option_meant(const std::string& typed, const std::vector<std::string>& names) {
  const std::string exact = normalised(typed);
  if (const auto found = std::ranges::find(names, exact); found != names.end())
    return {static_cast<std::size_t>(found - names.begin()), {}};
  if (const auto number = number_meant(typed, names.size())) return {number, {}};
  std::vector<std::size_t> begun;
  const std::string small = in_small_letters(exact);
  for (std::size_t k = 0; k < names.size(); ++k) {
    const std::string name = in_small_letters(names[k]);
    if (name == small) return {k, {}};
    if (!small.empty() && name.starts_with(small)) begun.push_back(k);
  }
  if (begun.size() == 1) return {begun.front(), {}};
  const std::string guess = best_guess(exact, names);
  if (!guess.empty()) return {{}, fmt::format("`{}` is no option; did you mean `{}`?", typed, guess)};
  return {{}, fmt::format("`{}` is no option; there are {}", typed, options_listed(names))};
}

std::optional<double> likelihood_meant(const std::string& typed) {
  const auto number = number_in(typed);
  if (!number) return std::nullopt;
  const bool is_whole = typed.find_first_not_of("0123456789") == std::string::npos;
  const bool is_percentage = is_whole || (*number > 1 && typed.find('%') == std::string::npos);
  const double share = is_percentage ? *number / 100 : *number;
  return share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

}  // namespace demarche::cli
