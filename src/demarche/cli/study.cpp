#include "demarche/cli/finish.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/load.h"
#include "demarche/cli/study_run.h"
#include "demarche/store/write_file.h"
#include "demarche/survey/plan_study.h"
#include "demarche/view/study_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

namespace demarche::cli {
namespace {

struct StudyArguments {
  SolveArguments solve;
  std::uint64_t num_draws = 0;
  std::string design = "sobol";
  std::string start = "path";
  std::uint64_t seed = 1;
  std::string out;
  std::string shard;
  std::size_t num_threads = 0;
  bool resume = false;
};

std::optional<Shard> shard_of(const std::string& text) {
  if (text.empty()) return Shard{};
  char rest = 0;
  unsigned long long part = 0;
  unsigned long long of = 0;
  if (std::sscanf(text.c_str(), "%9llu/%9llu%c", &part, &of, &rest) != 2) return std::nullopt;
  if (part < 1 || of < part) return std::nullopt;
  return Shard{part, of};
}

std::string default_out(const std::string& file) {
  const std::size_t slash = file.find_last_of("/:");
  const std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  const std::string stem = name == "-" ? "study" : name.substr(0, name.rfind('.'));
  return stem + ".study.db";
}

// What can be known of a study's file before anything is solved; the exit code where it cannot be kept there.
std::optional<int> cannot_keep(const std::string& path, const StudyArguments& asked) {
  if (!asked.resume)
    if (const auto free = is_free(path); !free) return refused(free.error());
  const auto tried = try_to_write(path);
  return tried ? std::nullopt : std::optional(usage_error(tried.error()));
}

// The study's file: a new one, or the one that is there if it is the same study.
Stored<StudyStore> open_store(const std::string& path, const StudyCard& card, const StudyArguments& asked) {
  const bool goes_on = asked.resume && !is_free(path);
  auto store = goes_on ? open_kept_study(path, OpenMode::Write) : create_study(path, card);
  if (!store) return store;
  std::vector<std::string> differ = differences(store->card, card);
  if (!differ.empty()) return std::unexpected(other_study(path, std::move(differ)));
  return store;
}

int show_summary(const StudySummary& summary, const PrintArguments& format) {
  show(study_page(summary), format);
  return code(summary.num_not_certified > 0 ? Exit::NotCertified : Exit::Ok);
}

std::string resume_words(const StudyArguments& arguments, const std::string& path) {
  std::string command = fmt::format("demarche study {} --draws {}", arguments.solve.file, arguments.num_draws);
  if (arguments.design != "sobol") command += " --design " + arguments.design;
  if (arguments.start != "path") command += " --start " + arguments.start;
  if (arguments.seed != 1) command += fmt::format(" --seed {}", arguments.seed);
  if (!arguments.shard.empty()) command += " --shard " + arguments.shard;
  return fmt::format("{} --out {} --resume", command, path);
}

int tell_stopped(const StudyArguments& arguments, const std::string& path, const ProgressLine& progress) {
  complain(
      fmt::format("{}; all rows solved so far are in `{}`\n  = help: to go on, with any other options as "
                  "before: {}\n",
                  progress.why_stopped(), path, resume_words(arguments, path)));
  return progress.stopped_code();
}

int fill(StudyRun& run, StudyStore store, const Shard& shard, const StudyArguments& arguments) {
  const std::string path = store.database.path();
  ProgressLine progress(arguments.solve.time_limit_s);
  const auto filled = fill_and_tell(run, {shard, keeper_of(store), arguments.num_threads}, progress);
  if (!filled) return refused(filled.error());
  const auto study = read_study(store);
  if (!study) return refused(study.error());
  const StudySummary summary = summary_of(*study);
  const auto closed = close_study(std::move(store));
  const int exit_code =
      progress.stopped() ? tell_stopped(arguments, path, progress) : show_summary(summary, arguments.solve);
  return closed ? exit_code : refused(closed.error());
}

int stopped_at_centre(const ProgressLine& progress) {
  complain(fmt::format("{} while the best guesses were solved: no study was begun\n", progress.why_stopped()));
  return progress.stopped_code();
}

// A study begins with the best guesses; the exit code where these have no equilibrium.
std::optional<int> unsolved_centre(const Solution& solution, const ProgressLine& progress) {
  if (progress.stopped()) return stopped_at_centre(progress);
  if (reached(solution.reason)) return std::nullopt;
  complain(
      "the best guesses themselves do not reach the certificate asked for: no study was begun\n"
      "  = help: `demarche solve` shows how far they come; give a wider `--tolerance`, or a `--precision`\n");
  return code(Exit::NotCertified);
}

// The model solved at its best guesses, with the questions learnt there; the exit code where that fails.
std::expected<std::unique_ptr<const Solved>, int> solve_centre(const Loaded& loaded, StudyRun& run,
                                                               const StudyArguments& arguments) {
  const Source& source = loaded.reading.source;
  ProgressLine progress(arguments.solve.time_limit_s);
  auto solved = solve_model(loaded.varied.model, loaded.varied.parameters, run.options, progress.monitor());
  if (!solved) return std::unexpected(model_errors(source, solved.error(), arguments.solve.json));
  auto central = std::make_unique<const Solved>(std::move(*solved));
  if (const auto failed = unsolved_centre(central->solution, progress)) return std::unexpected(*failed);
  const auto begun = begin_at(run, *central, progress.monitor());
  if (!begun) return std::unexpected(model_errors(source, begun.error(), arguments.solve.json));
  if (!*begun) return std::unexpected(stopped_at_centre(progress));
  return central;
}

int study_it(const Loaded& loaded, StudyRun run, const Shard& shard, const StudyArguments& arguments) {
  const Source& source = loaded.reading.source;
  const std::string path = arguments.out.empty() ? default_out(arguments.solve.file) : arguments.out;
  if (const auto failed = cannot_keep(path, arguments)) return *failed;
  const auto central = solve_centre(loaded, run, arguments);
  if (!central) return central.error();
  const Provenance from = provenance_of(source, run.options, loaded.selection);
  auto store = open_store(path, card_of(run, from, source.text), arguments);
  if (!store) return refused(store.error());
  return fill(run, std::move(*store), shard, arguments);
}

int tell_no_study(const Source& source, const NoStudy& why, bool as_json) {
  if (const auto* refusal = std::get_if<Refusal>(&why)) return refused(*refusal);
  return model_errors(source, std::get<Diagnostics>(why), as_json);
}

StudyPlan plan_of(const StudyArguments& arguments) {
  const bool numbers_set = !arguments.solve.settings.empty() || !arguments.solve.variant.empty();
  return {arguments.num_draws, design_kind(arguments.design), row_start(arguments.start), arguments.seed, numbers_set};
}

int run_study(const StudyArguments& arguments) {
  const auto shard = shard_of(arguments.shard);
  if (!shard) return usage_error(fmt::format("`--shard {}` is not k/N with k from 1 to N", arguments.shard));
  auto source = load(arguments.solve.file);
  if (!source) return usage_error(source.error());
  if (is_game_file(*source)) return usage_error("`study` reads .crisis models: a game of Gambit has no ranges");
  int exit_code = code(Exit::Ok);
  const auto loaded = load_model(std::move(*source), arguments.solve, exit_code);
  if (!loaded) return exit_code;
  auto run =
      plan_study(loaded->varied.model, loaded->varied.parameters, study_options(arguments.solve), plan_of(arguments));
  if (!run) return tell_no_study(loaded->reading.source, run.error(), arguments.solve.json);
  return study_it(*loaded, std::move(*run), *shard, arguments);
}

}  // namespace

void add_study(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<StudyArguments>();
  arguments->num_threads = std::max(1U, std::thread::hardware_concurrency());
  CLI::App* command = program.add_subcommand("study", "answer a model's questions over the ranges of its numbers");
  add_file(*command, arguments->solve.file, "a .crisis model");
  command->add_option("--draws", arguments->num_draws, "solve at so many points drawn from the ranges")
      ->required()
      ->type_name("NUMBER")
      ->check(whole_number(1, std::uint64_t{1} << 32U));
  command
      ->add_option("--design", arguments->design,
                   "how points are drawn: sobol, lhs (Latin hypercube) or saltelli, for Sobol indices (sobol)")
      ->check(CLI::IsMember({"sobol", "lhs", "saltelli"}).description(""));
  command
      ->add_option("--start", arguments->start,
                   "where the search for a row's equilibrium starts: path (at precision 0, as `ask` does), centre (at "
                   "that of the best guesses) or both, which marks rows where they differ (path)")
      ->check(CLI::IsMember({"path", "centre", "both"}).description(""));
  add_seed_option(*command, arguments->seed, "points");
  command->add_option("--out", arguments->out, "the study's file (NAME.study.db here)");
  command->add_flag("--resume", arguments->resume, "go on with the study in that file, or begin it");
  command->add_option("--shard", arguments->shard, "k/N: solve every Nth row only, from the kth; `merge` joins them");
  command->add_option("--threads", arguments->num_threads, "threads (all cores); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024));
  add_solve_options(*command, arguments->solve);
  add_print_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_study(*arguments); });
}

}  // namespace demarche::cli
