#include "demarche/cli/options.h"

#include "demarche/base/typed_number.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace demarche::cli {

namespace {

// Gains are differences of payoffs, which doubles hold to some 16 digits; no gain exceeds the range.
constexpr double least_tolerance = 1e-15;

CLI::Validator share_of_range() {
  const auto complaint = [](const std::string& typed) {
    std::string_view rest = typed;
    const std::optional<double> number = take_decimal(rest);
    if (!number || !rest.empty() || !(*number > 0)) return fmt::format("`{}` is not a number above 0", typed);
    if (*number > 1)
      return fmt::format("`{}` is more than the whole payoff range: a share is at most 1, and 1e-6 is usual", typed);
    if (*number < least_tolerance)
      return fmt::format("`{}` is less than doubles hold of payoffs: a share of {} to 1 can be reached, 1e-6 is usual",
                         typed, least_tolerance);
    return std::string();
  };
  return {complaint, "NUMBER"};
}

// Which game of the model is meant.
void add_model_options(CLI::App& command, SolveArguments& arguments) {
  command.add_option("--variant", arguments.variant, "take this variant of the model");
  command.add_option("--set", arguments.settings, "NAME=NUMBER: a parameter's value instead of its best guess")
      ->allow_extra_args(false);
  command.add_option("--max-histories", arguments.max_histories, "refuse games with more histories (10000000)")
      ->check(positive_number());
}

}  // namespace

CLI::Validator positive_number() {
  const auto complaint = [](const std::string& typed) {
    std::string_view rest = typed;
    const std::optional<double> number = take_decimal(rest);
    const bool good = number && rest.empty() && std::isfinite(*number) && *number > 0;
    return good ? std::string() : fmt::format("`{}` is not a number above 0", typed);
  };
  return {complaint, "NUMBER"};
}

void add_file(CLI::App& command, std::string& file, const std::string& what) {
  command.add_option("file", file, what + "; - reads standard input, example:april2024 a built-in model")->required();
}

void add_solve_options(CLI::App& command, SolveArguments& arguments) {
  auto* precision = command.add_option("--precision", arguments.precision,
                                       "stop at this precision (lambda) of the quantal response, in 1/payoff");
  precision->check(positive_number());
  command
      .add_option(
          "--tolerance", arguments.tolerance,
          "go on until no actor gains more than this share of the payoff range (1e-6); wider than that, choices "
          "need not be settled")
      ->check(share_of_range())
      ->excludes(precision);
  add_model_options(command, arguments);
  command
      .add_option("--time-limit", arguments.time_limit_s, "stop after this many seconds with the best profile so far")
      ->check(positive_number());
}

void add_certify_options(CLI::App& command, SolveArguments& arguments) {
  command
      .add_option("--tolerance", arguments.tolerance,
                  "accept a largest gain of at most this share of the payoff range (1e-6)")
      ->check(share_of_range());
  add_model_options(command, arguments);
  add_print_options(command, arguments);
  add_table_option(command, arguments, "print CSV");
}

void add_print_options(CLI::App& command, PrintArguments& format) {
  auto* json = command.add_flag("--json", format.json, "print JSON (docs/reference/json.md)");
  command.add_flag("--md", format.markdown, "print Markdown, for memos and notebooks")->excludes(json);
}

void add_table_option(CLI::App& command, PrintArguments& format, const std::string& what) {
  auto* table = command.add_flag("--csv", format.csv, what);
  table->excludes(command.get_option("--json"))->excludes(command.get_option("--md"));
}

void add_output_options(CLI::App& command, SolveArguments& arguments) {
  add_print_options(command, arguments);
  add_table_option(command, arguments, "print CSV");
  command.add_option("--html", arguments.html, "also write a report page to this file");
}

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  const auto check = [least, most](std::string& text) -> std::string {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc{} && end == text.data() + text.size();
    if (is_whole && number >= least && number <= most) return {};
    const bool any = most == std::numeric_limits<std::uint64_t>::max();
    return any ? fmt::format("`{}` is not a whole number", text)
               : fmt::format("`{}` is not a whole number from {} to {}", text, least,
                             count_text(static_cast<double>(most)));
  };
  return CLI::Validator(check, "");
}

CLI::Option* add_starts_option(CLI::App& command, std::size_t& num_starts) {
  return command
      .add_option("--starts", num_starts,
                  "random starts of the search for several equilibria, or for one that the model names (20)")
      ->type_name("NUMBER")
      ->check(whole_number(0, 1'000'000));
}

void add_seed_option(CLI::App& command, std::uint64_t& seed, const std::string& of_what) {
  command.add_option("--seed", seed, of_what + ": what draws begin with (1)")
      ->type_name("NUMBER")
      ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max()));
}

Plan plan_of(const SolveArguments& arguments) {
  Plan plan;
  plan.compile.max_histories = arguments.max_histories;
  plan.aim.precision = arguments.precision;
  plan.precision_from_model = !arguments.precision && !arguments.tolerance;
  if (arguments.tolerance) plan.aim.tolerance = *arguments.tolerance;
  return plan;
}

std::expected<Selection, std::string> selection_of(const SolveArguments& arguments) {
  Selection selection{arguments.variant, {}};
  for (const std::string& setting : arguments.settings) {
    const std::size_t equals = setting.find('=');
    const std::string number = equals == std::string::npos ? "" : setting.substr(equals + 1);
    const std::optional<double> value = number_in(number);
    if (!value) return std::unexpected(fmt::format("`--set {}` is not NAME=NUMBER", setting));
    selection.settings.emplace_back(setting.substr(0, equals), *value);
  }
  return selection;
}

}  // namespace demarche::cli
