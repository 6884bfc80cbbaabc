#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/cli/study_tables.h"
#include "demarche/report/json_parts.h"
#include "demarche/report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <memory>

namespace demarche::cli {
namespace {

struct MergeArguments {
  std::string out;
  std::vector<std::string> inputs;
  bool json = false;
};

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

bool same_row(const StoredRow& a, const StoredRow& b) {
  return same_bits(a.parameters, b.parameters) && same_bits(a.answers, b.answers) && a.flags == b.flags &&
         same_bits({a.max_gain, a.payoff_range, a.precision}, {b.max_gain, b.payoff_range, b.precision});
}

// The first row that both hold and that differs between them. Both are in order.
std::optional<std::int64_t> contradiction(const std::vector<StoredRow>& there, const std::vector<StoredRow>& more) {
  for (const StoredRow& row : more) {
    const auto known = std::ranges::lower_bound(there, row.number, {}, &StoredRow::number);
    if (known != there.end() && known->number == row.number && !same_row(*known, row)) return row.number;
  }
  return std::nullopt;
}

// Takes over the rows of one study beside those that are there; the exit code where that fails.
std::optional<int> take_over(const StudyStore& out, const StudyStore& input, std::vector<StoredRow>& there) {
  const std::vector<std::string> differ = differences(out.card, input.card);
  if (!differ.empty()) return other_study(input.database.path(), differ);
  const auto more = read_rows(input);
  if (!more) return store_error(more.error());
  const auto other = contradiction(there, *more);
  if (other) {
    return usage_error(
        fmt::format("row {} in `{}` is not the one in `{}`", *other, input.database.path(), out.database.path()),
        "rows of one study are the same wherever they are solved: were the machines or builds different?");
  }
  const auto added = add_rows(out, *more);
  if (!added) return store_error(added.error());
  there.insert(there.end(), more->begin(), more->end());
  std::ranges::sort(there, {}, &StoredRow::number);
  const auto twice = std::ranges::unique(there, {}, &StoredRow::number);
  there.erase(twice.begin(), twice.end());
  return std::nullopt;
}

Stored<StudyStore> open_out(const std::string& path, const StudyCard& card) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored) ? open_study(path, OpenMode::Write) : create_study(path, card);
}

int tell(const StudyStore& out, const MergeArguments& arguments) {
  const auto numbers = row_numbers(out);
  if (!numbers) return store_error(numbers.error());
  const std::uint64_t missing = out.card.num_rows - numbers->size();
  if (arguments.json) {
    print(text_of(Json{{"schema", 1},
                       {"kind", "merge"},
                       {"file", arguments.out},
                       {"draws", out.card.num_rows},
                       {"rows", numbers->size()},
                       {"missing", missing}}));
    return code(Exit::Ok);
  }
  print(fmt::format("{}: {} of {} rows", arguments.out, count_text(static_cast<double>(numbers->size())),
                    count_text(static_cast<double>(out.card.num_rows))));
  print(missing == 0 ? "\n" : fmt::format("; {} are still to be solved\n", count_text(static_cast<double>(missing))));
  return code(Exit::Ok);
}

int run_merge(const MergeArguments& arguments) {
  std::optional<StudyStore> out;
  std::vector<StoredRow> there;
  for (const std::string& path : arguments.inputs) {
    const auto input = open_study(path, OpenMode::Read);
    if (!input) return store_error(input.error());
    if (!out) {
      auto opened = open_out(arguments.out, input->card);
      if (!opened) return store_error(opened.error());
      out = std::move(*opened);
      auto known = read_rows(*out);
      if (!known) return store_error(known.error());
      there = std::move(*known);
    }
    if (const auto failed = take_over(*out, *input, there)) return *failed;
  }
  const int exit_code = tell(*out, arguments);
  close_study(std::move(*out));
  return exit_code;
}

}  // namespace

void add_merge(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<MergeArguments>();
  CLI::App* command = program.add_subcommand("merge", "join the rows of one study that were solved in several files");
  command->add_option("out", arguments->out, "the file that takes all rows; begun where there is none")->required();
  command->add_option("inputs", arguments->inputs, "studies begun alike, such as those of `--shard`")->required();
  command->add_flag("--json", arguments->json, "print JSON (docs/reference/json.md)");
  command->callback([arguments, &exit_code] { exit_code = run_merge(*arguments); });
}

}  // namespace demarche::cli
