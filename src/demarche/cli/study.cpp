#include "demarche/cli/finish.h"
#include "demarche/cli/kept_study.h"
#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/cli/study_run.h"
#include "demarche/cli/study_tables.h"
#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

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

// Which rows of all this run is for: those whose number leaves `part` - 1 when divided by `of`.
struct Shard {
  std::uint64_t part = 1;
  std::uint64_t of = 1;
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

RowStart start_of(const std::string& start) {
  if (start == "centre") return RowStart::Centre;
  return start == "both" ? RowStart::Both : RowStart::Path;
}

// Whole blocks only.
std::uint64_t num_rows_of(const StudyArguments& arguments, std::size_t num_drawn) {
  if (arguments.design != "saltelli") return arguments.num_draws;
  const std::uint64_t width = num_drawn + 2;
  return (arguments.num_draws + width - 1) / width * width;
}

// A sentence about why so many numbers cannot be drawn like that; empty where they can.
std::string too_many(const StudyArguments& arguments, std::size_t num_drawn) {
  const std::size_t most = arguments.design == "saltelli" ? most_sobol_columns / 2 : most_sobol_columns;
  if (arguments.design == "lhs" || num_drawn <= most) return {};
  return fmt::format("the model has {} numbers with a range, and `--design {}` draws at most {}", num_drawn,
                     arguments.design, most);
}

std::string default_out(const std::string& file) {
  const std::size_t slash = file.find_last_of("/:");
  const std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
  const std::string stem = name == "-" ? "study" : name.substr(0, name.rfind('.'));
  return stem + ".study.db";
}

std::vector<StoredColumn> parameter_columns(const StudyRun& run) {
  std::vector<StoredColumn> columns;
  for (const DrawnParameter& one : run.drawn) {
    const Uncertain& number = one.number;
    columns.push_back({run.central->model.parameters[one.id].name, "", "", number.best, number.low, number.high,
                       drawn_words(number)});
  }
  return columns;
}

std::vector<StoredColumn> answer_columns(const RowSolver& solver) {
  std::vector<StoredColumn> columns;
  for (const AnswerColumn& column : solver.columns) {
    columns.push_back({column.question, column.label, column.unit == Unit::Share ? "share" : "number", {}, {}, {}, ""});
  }
  return columns;
}

StudyCard card_of(const StudyRun& run, const Provenance& from, const Source& source, const StudyArguments& arguments) {
  return {source.text,
          from.model_hash,
          from.version,
          fmt::format("{}; start {}", from.options, arguments.start),
          arguments.design,
          run.design.seed,
          run.design.num_rows,
          parameter_columns(run),
          answer_columns(*run.solvers.front())};
}

StoredRow central_of(const StudyRun& run) {
  std::vector<double> parameters;
  for (const DrawnParameter& one : run.drawn) parameters.push_back(one.number.best);
  return stored(central_row, std::move(parameters), run.solvers.front()->at_centre);
}

// What can be known of a study's file before anything is solved; the exit code where it cannot be kept there.
std::optional<int> cannot_keep(const std::string& path, const StudyArguments& asked) {
  if (!asked.resume)
    if (const auto free = is_free(path); !free) return store_error(free.error());
  const auto tried = try_to_write(path);
  return tried ? std::nullopt : std::optional(usage_error(tried.error()));
}

// The study's file: a new one, or the one that is there if it is the same study.
std::expected<StudyStore, int> open_store(const std::string& path, const StudyCard& card, const StudyArguments& asked) {
  const bool goes_on = asked.resume && !is_free(path);
  auto store = goes_on ? open_kept_study(path, OpenMode::Write) : create_study(path, card);
  if (!store) return std::unexpected(store_error(store.error()));
  const std::vector<std::string> differ = differences(store->card, card);
  if (!differ.empty()) return std::unexpected(other_study(path, differ));
  return std::move(*store);
}

int show(const StudySummary& summary, bool as_json) {
  print(as_json ? study_as_json(summary) : study_as_text(summary, stdout_options()));
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

int stopped(const StudyArguments& arguments, const std::string& path, const ProgressLine& progress) {
  complain(
      fmt::format("{}; all rows solved so far are in `{}`\n  = help: to go on, with any other options as "
                  "before: {}\n",
                  progress.why_stopped(), path, resume_words(arguments, path)));
  return progress.stopped_code();
}

int fill(StudyRun& run, StudyStore store, const Shard& shard, const StudyArguments& arguments) {
  const std::string path = store.database.path();
  auto done = row_numbers(store);
  if (!done) return store_error(done.error());
  run.missing = {shard.part - 1, shard.of, run.design.num_rows, std::move(*done)};
  ProgressLine progress(arguments.solve.time_limit_s);
  const StoredRow centre = central_of(run);
  auto filled = add_rows(store, std::span(&centre, 1));
  if (filled) filled = solve_missing(run, store, progress);
  if (!filled) return store_error(filled.error());
  auto rows = read_rows(store);
  if (!rows) return store_error(rows.error());
  const StudySummary summary = summary_of(study_of(path, store.card, std::move(*rows)));
  const auto closed = close_study(std::move(store));
  const int exit_code = progress.stopped() ? stopped(arguments, path, progress) : show(summary, arguments.solve.json);
  return closed ? exit_code : store_error(closed.error());
}

int stopped_at_centre(const ProgressLine& progress) {
  complain(fmt::format("{} while the best guesses were solved: no study was begun\n", progress.why_stopped()));
  return progress.stopped_code();
}

// The questions learnt at the centre, by the first solver.
std::optional<int> learn(StudyRun& run, const Source& source, const StudyArguments& arguments, ProgressLine& progress) {
  auto first = make_row_solver(*run.central, run.questions, run.options, run.start, progress.monitor());
  if (!first) return model_errors(source, first.error(), arguments.solve.json);
  if ((*first)->at_centre.interrupted) return stopped_at_centre(progress);
  run.solvers.resize(arguments.num_threads);
  run.solvers.front() = std::move(*first);
  return std::nullopt;
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

int study_it(const Loaded& loaded, StudyRun run, const Shard& shard, const StudyArguments& arguments) {
  const Source& source = loaded.reading.source;
  const std::string path = arguments.out.empty() ? default_out(arguments.solve.file) : arguments.out;
  if (const auto failed = cannot_keep(path, arguments)) return *failed;
  std::optional<Solved> central;
  {
    ProgressLine progress(arguments.solve.time_limit_s);
    auto solved = solve_model(loaded.varied.model, loaded.varied.parameters, run.options.plan, progress.monitor());
    if (!solved) return failed(source, solved.error(), arguments.solve.json);
    central = std::move(*solved);
    run.central = &*central;
    if (const auto failed = unsolved_centre(central->solution, progress)) return *failed;
    if (const auto failed = learn(run, source, arguments, progress)) return *failed;
  }
  const Provenance from = provenance_of(source, run.options.plan, loaded.selection);
  auto store = open_store(path, card_of(run, from, source, arguments), arguments);
  if (!store) return store.error();
  return fill(run, std::move(*store), shard, arguments);
}

std::optional<Refusal> cannot_study(const StudyRun& run, const Loaded& loaded) {
  std::vector<Wish> wishes;
  if (run.start != RowStart::Path) wishes.push_back({Gift::Following, "--start"});
  if (auto refused = refusal_of(run.options.plan, wishes)) return refused;
  return refusal_in_the_limit(aim_at(loaded.varied.model, loaded.varied.parameters, run.options.plan), wishes);
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
  const Model& model = loaded->varied.model;
  StudyRun run;
  run.questions = questions_of_rows(model.questions);
  if (run.questions.empty()) {
    return usage_error("the file asks nothing that a study answers", "add lines such as `ask P(a.move is value)`");
  }
  run.options = study_options(arguments.solve);
  run.start = start_of(arguments.start);
  take_method(run.options.plan, arguments.method);
  if (const auto refused = cannot_study(run, *loaded)) return usage_error(refused->sentence, refused->help);
  const Diagnostics infinite = infinite_ranges(model, loaded->varied.parameters);
  if (!infinite.empty()) return model_errors(loaded->reading.source, infinite, arguments.solve.json);
  run.drawn = drawn_parameters(model, loaded->varied.parameters);
  if (run.drawn.empty()) {
    const bool held = !arguments.solve.settings.empty() || !arguments.solve.variant.empty();
    return usage_error("no number of the model has a range, so there is nothing to draw",
                       held ? "what `--set` and variants set is not drawn: leave one out"
                            : "give one: `parameter cost = 20%, 5% to 50%`");
  }
  run.together = drawn_together(model, run.drawn);
  if (!run.together.empty() && arguments.design == "saltelli") {
    return usage_error(fmt::format("Sobol indices presume numbers that are independent, and the model correlates {}",
                                   text_of(model, model.correlations.front())),
                       "take another design: `results --rank` then tells how far each number shifts the answer");
  }
  const std::string reason = too_many(arguments, run.drawn.size());
  if (!reason.empty()) return usage_error(reason, "`--design lhs` draws as many as there are");
  run.design = make_design(design_kind(arguments.design), arguments.seed, num_rows_of(arguments, run.drawn.size()),
                           run.drawn.size());
  return study_it(*loaded, std::move(run), *shard, arguments);
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
  command->add_flag("--json", arguments->solve.json, "print JSON (docs/reference/json.md)");
  command->callback([arguments, &exit_code] { exit_code = run_study(*arguments); });
}

}  // namespace demarche::cli
