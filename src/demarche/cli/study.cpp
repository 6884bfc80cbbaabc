#include "demarche/cli/finish.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/method.h"
#include "demarche/cli/study_run.h"
#include "demarche/cli/threads.h"
#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

namespace demarche::cli {
namespace {

struct StudyArguments {
  SolveArguments solve;
  MethodArguments method;
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

constexpr std::pair<std::string_view, DesignKind> designs[] = {
    {"sobol", DesignKind::Sobol}, {"lhs", DesignKind::LatinHypercube}, {"saltelli", DesignKind::Saltelli}};
constexpr std::pair<std::string_view, RowStart> starts[] = {
    {"path", RowStart::Path}, {"centre", RowStart::Centre}, {"both", RowStart::Both}};

template <class T, std::size_t num>
T meaning_of(const std::pair<std::string_view, T> (&words)[num], std::string_view word) {
  return std::ranges::find(words, word, &std::pair<std::string_view, T>::first)->second;
}

// What can be known of a study's file before anything is solved: why it cannot be kept there, if so.
OrRefusal<void> can_keep(const std::string& path, const StudyArguments& asked) {
  if (!asked.resume)
    if (auto free = is_free(path); !free) return free;
  if (auto tried = try_to_write(path); !tried) return std::unexpected(Refusal{std::move(tried.error()), ""});
  return {};
}

// The study's file: a new one, or the one that is there if it is the same study.
OrRefusal<StudyStore> open_store(const std::string& path, const StudyCard& card, const StudyArguments& asked) {
  const bool goes_on = asked.resume && !is_free(path);
  auto store = goes_on ? open_kept_study(path, OpenMode::Write) : create_study(path, card);
  if (!store) return store;
  std::vector<std::string> differ = differences(store->card, card);
  if (!differ.empty()) return std::unexpected(other_study(path, std::move(differ)));
  return store;
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

// A study that runs: where its rows are kept, once it is begun.
struct RunningStudy {
  const StudyArguments& arguments;
  std::string path;
  StudyWatch watch;
  std::optional<StudyStore> store = {};
};

OrRefusal<KeptStudy> begin(RunningStudy& running, const StudyCard& card) {
  auto store = open_store(running.path, card, running.arguments);
  if (!store) return std::unexpected(std::move(store.error()));
  running.store.emplace(std::move(*store));
  begin_rows(running.watch);
  return kept_in(*running.store);
}

StudyPlace place_of(RunningStudy& running) {
  return {[&] { return can_keep(running.path, running.arguments); },
          [&](const StudyCard& card) { return begin(running, card); }, [&] { return is_due(*running.watch.pace); },
          [&](const RowsDone& done) { note(*running.watch.pace, done); }};
}

Request& take_study(Request& request, const StudyArguments& arguments, const Shard& shard) {
  take_method(request.plan, arguments.method);
  request.seed = arguments.seed;
  request.shard = shard;
  request.rows.num_draws = arguments.num_draws;
  request.rows.design = meaning_of(designs, arguments.design);
  request.rows.start = meaning_of(starts, arguments.start);
  return request;
}

int tell_begun(const Result& result, RunningStudy& running) {
  const PrintArguments& format = running.arguments.solve;
  const ProgressLine& progress = *running.watch.progress;
  const bool is_refused = result.outcome == Outcome::Usage || result.outcome == Outcome::Limit;
  if (is_refused) return conclude(result, format, progress);
  tell_end(*running.watch.pace);
  const auto closed = close_study(std::move(*running.store));
  const int exit_code = result.outcome == Outcome::Stopped ? tell_stopped(running.arguments, running.path, progress)
                                                           : conclude(result, format, progress);
  return closed ? exit_code : refused(closed.error());
}

int tell_not_begun(const Result& result, const RunningStudy& running) {
  const ProgressLine& progress = *running.watch.progress;
  if (result.outcome != Outcome::Stopped) return conclude(result, running.arguments.solve, progress);
  complain(fmt::format("{} while the best guesses were solved: no study was begun\n", progress.why_stopped()));
  return progress.stopped_code();
}

int run_study(const StudyArguments& arguments) {
  const auto shard = shard_of(arguments.shard);
  if (!shard) return usage_error(fmt::format("`--shard {}` is not k/N with k from 1 to N", arguments.shard));
  auto opened = open_to(Errand::Study, arguments.solve);
  if (!opened) return opened.error();
  const std::string path = arguments.out.empty() ? default_out(arguments.solve.file) : arguments.out;
  RunningStudy running{arguments, path, {arguments.solve.time_limit_s}};
  begin_centre(running.watch);
  Lent lent{make_crew(arguments.num_threads), monitor_of(running.watch)};
  lent.place = place_of(running);
  const Result result = run(opened->session, take_study(opened->request, arguments, *shard), lent);
  return running.store ? tell_begun(result, running) : tell_not_begun(result, running);
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
  add_method_options(*command, arguments->method);
  add_print_options(*command, arguments->solve);
  command->callback([arguments, &exit_code] { exit_code = run_study(*arguments); });
}

}  // namespace demarche::cli
