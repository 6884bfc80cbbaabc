#include "demarche/cli/console.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/options.h"
#include "demarche/cli/study_tables.h"
#include "demarche/report/json_parts.h"
#include "demarche/store/write_file.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <memory>
#include <tuple>

namespace demarche::cli {
namespace {

constexpr std::size_t rows_a_batch = 10'000;

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

// The first row that both hold and that differs between them, as far as the monitor lets it look.
Stored<std::optional<std::int64_t>> contradiction(const StudyStore& out, const StudyStore& input,
                                                  const Monitor& monitor) {
  auto there = read_by_number(out);
  if (!there) return std::unexpected(there.error());
  auto more = read_in_order(input);
  if (!more) return std::unexpected(more.error());
  for (;;) {
    const auto row = next_row(*more);
    if (!row) return std::unexpected(row.error());
    if (!*row || !monitor({})) return std::nullopt;
    const auto known = find_row(*there, (*row)->number);
    if (!known) return std::unexpected(known.error());
    if (*known && !same_row(**known, **row)) return (*row)->number;
  }
}

// Batch by batch: a study may be larger than memory. Ends early where the monitor says so.
Stored<void> copy_rows(const StudyStore& out, const StudyStore& input, const Monitor& monitor) {
  auto more = read_in_order(input);
  if (!more) return std::unexpected(more.error());
  std::vector<StoredRow> batch;
  for (;;) {
    auto row = next_row(*more);
    if (!row) return std::unexpected(row.error());
    if (*row) batch.push_back(std::move(**row));
    if (*row && batch.size() < rows_a_batch) continue;
    if (const auto added = add_rows(out, batch); !added) return added;
    if (!*row || !monitor({})) return {};
    batch.clear();
  }
}

// Takes over the rows of one study beside those that are there; the exit code where that fails.
std::optional<int> take_over(const StudyStore& out, const StudyStore& input, const Monitor& monitor) {
  const auto other = contradiction(out, input, monitor);
  if (!other) return store_error(other.error());
  if (*other) {
    return usage_error(
        fmt::format("row {} in `{}` is not the one in `{}`", **other, input.database.path(), out.database.path()),
        "rows of one study are the same wherever they are solved: were the machines or builds different?");
  }
  const auto copied = monitor({}) ? copy_rows(out, input, monitor) : Stored<void>();
  if (!copied) return store_error(copied.error());
  return std::nullopt;
}

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// All inputs, once each is known to be of the study that the first file, or the one to add to, holds.
std::expected<std::vector<StudyStore>, int> open_inputs(const MergeArguments& arguments) {
  std::vector<StudyStore> stores;
  std::optional<StudyCard> card;
  if (is_there(arguments.out)) {
    const auto known = open_kept_study(arguments.out, OpenMode::Read);
    if (!known) return std::unexpected(store_error(known.error()));
    card = known->card;
  }
  for (const std::string& path : arguments.inputs) {
    auto input = open_kept_study(path, OpenMode::Read);
    if (!input) return std::unexpected(store_error(input.error()));
    const std::vector<std::string> differ = card ? differences(input->card, *card) : std::vector<std::string>{};
    if (!differ.empty()) return std::unexpected(other_study(path, differ));
    if (!card) card = input->card;
    stores.push_back(std::move(*input));
  }
  return stores;
}

int tell(const StudyStore& out, const MergeArguments& arguments) {
  const auto num_there = count_rows(out);
  if (!num_there) return store_error(num_there.error());
  const std::uint64_t missing = out.card.num_rows - std::min(*num_there, out.card.num_rows);
  if (arguments.json) {
    print(text_of(Json{{"schema", 1},
                       {"kind", "merge"},
                       {"file", arguments.out},
                       {"draws", out.card.num_rows},
                       {"rows", *num_there},
                       {"missing", missing}}));
    return code(Exit::Ok);
  }
  print(fmt::format("{}: {} of {} rows", arguments.out, count_text(static_cast<double>(*num_there)),
                    count_text(static_cast<double>(out.card.num_rows))));
  print(missing == 0 ? "\n" : fmt::format("; {} are still to be solved\n", count_text(static_cast<double>(missing))));
  return code(Exit::Ok);
}

// A file that was begun here and did not come about is not left behind.
int give_up(StudyStore out, bool was_there, int exit_code) {
  const std::string path = out.database.path();
  std::ignore = close_study(std::move(out));  // something else went wrong, and was told
  std::error_code ignored;
  if (!was_there) std::filesystem::remove(path, ignored);
  return exit_code;
}

int run_merge(const MergeArguments& arguments) {
  if (const auto tried = try_to_write(arguments.out); !tried) return usage_error(tried.error());
  const auto inputs = open_inputs(arguments);
  if (!inputs) return inputs.error();
  const bool was_there = is_there(arguments.out);
  if (was_there) complain(fmt::format("merge: rows are added to `{}`, which is there\n", arguments.out));
  auto out =
      was_there ? open_kept_study(arguments.out, OpenMode::Write) : create_study(arguments.out, inputs->front().card);
  if (!out) return store_error(out.error());
  ProgressLine progress({});
  for (std::size_t k = 0; k < inputs->size() && !progress.stopped(); ++k) {
    const std::string what = fmt::format("merging {}, {} of {}", arguments.inputs[k], k + 1, inputs->size());
    const double share = static_cast<double>(k) / static_cast<double>(inputs->size());
    const Monitor shown = progress.monitor();
    const Monitor monitor = [&](const Progress&) { return shown({what, share, 0, 0}); };
    if (const auto failed = take_over(*out, (*inputs)[k], monitor)) return give_up(std::move(*out), was_there, *failed);
  }
  const int exit_code = tell(*out, arguments);
  if (const auto closed = close_study(std::move(*out)); !closed) return store_error(closed.error());
  if (!progress.stopped()) return exit_code;
  complain(fmt::format("{}; the same command goes on with what is missing\n", progress.why_stopped()));
  return progress.stopped_code();
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
