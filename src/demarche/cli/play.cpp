#include "demarche/cli/load.h"
#include "demarche/cli/method.h"
#include "demarche/cli/play_table.h"
#include "demarche/engine/play_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace demarche::cli {
namespace {

struct PlayArguments {
  SolveArguments solve;
  MethodArguments method;
  std::vector<std::string> seats;
  std::uint64_t seed = 1;
  bool no_beliefs = false;
  std::size_t equilibrium = 1;
  std::size_t num_starts = usual_starts;
  std::string log;
  std::string resume;
  std::string moves;
};

void take_seats(Request& request, const PlayArguments& arguments) {
  take_method(request.plan, arguments.method);
  request.seed = arguments.seed;
  request.play.seats = arguments.seats;
  request.play.beliefs = !arguments.no_beliefs;
  request.equilibrium = arguments.equilibrium;
  request.num_starts = arguments.num_starts;
}

// Whether what a log tells is what happens here, too.
std::expected<void, int> check_log(PlayTable& table, const PlayLogRead& read) {
  const auto page = page_of(table, PlayAsked::Show::Log, {});
  if (!page) return std::unexpected(page.error());
  const auto* hash = std::get_if<std::string>(&page->data.find("model_hash")->value());
  if (!hash || *hash != read.model_hash)
    return std::unexpected(usage_error("the log was played with another text of the model", "take that one"));
  const std::vector<std::string> lines = lines_of(*page->data.find("events"));
  for (std::size_t row = 1; row < read.lines.size(); ++row) {
    const bool is_step = read.lines[row].starts_with(R"({"event":"step")");
    if (!is_step || std::ranges::find(lines, read.lines[row]) != lines.end()) continue;
    return std::unexpected(usage_error(fmt::format("line {} of the log is not what happens here", row + 1),
                                       "it was changed, or played by another version of the program"));
  }
  return {};
}

// How a play begins: its request, and what of its log there is.
std::expected<PlayLogRead, int> begun(const PlayArguments& arguments, const Request& usual) {
  if (arguments.resume.empty()) return PlayLogRead{usual, {}, {}};
  const auto text = load_text(arguments.resume);
  if (!text) return std::unexpected(usage_error(text.error()));
  auto read = read_play_log(text->text, usual);
  if (!read) return std::unexpected(refused(read.error()));
  read->request.parts = usual.parts;
  return std::move(*read);
}

std::expected<PlayLogFile, int> log_of(const PlayArguments& arguments, const PlayLogRead& read) {
  if (arguments.resume.empty() && arguments.log.empty()) return PlayLogFile();
  auto log =
      arguments.log.empty() ? PlayLogFile::go_on(arguments.resume, read.lines) : PlayLogFile::begin(arguments.log);
  if (!log) return std::unexpected(usage_error(log.error()));
  return std::move(*log);
}

int run_play(const PlayArguments& arguments) {
  auto opened = open_to(Errand::Play, arguments.solve);
  if (!opened) return opened.error();
  take_seats(opened->request, arguments);
  auto read = begun(arguments, opened->request);
  if (!read) return read.error();
  auto lines = TypedLines::open(arguments.moves);
  if (!lines) return usage_error(fmt::format("cannot read `{}`", arguments.moves));
  PlayTable table{opened->session, read->request, arguments.solve, std::move(*lines), {}};
  if (!arguments.resume.empty()) {
    if (const auto same = check_log(table, *read); !same) return same.error();
  } else if (const auto first = page_of(table, PlayAsked::Show::Log, {}); !first) {
    return first.error();  // before a file is made
  }
  auto log = log_of(arguments, *read);
  if (!log) return log.error();
  table.log = std::move(*log);
  return play_at(table);
}

// A log says how it is played on.
void add_resume(CLI::App& command, PlayArguments& arguments) {
  auto* resume = command.add_option("--resume", arguments.resume,
                                    "go on with the play in this log, whose seats, seed and options it says");
  for (const char* said : {"--as", "--seed", "--no-beliefs", "--precision", "--tolerance", "--variant", "--set",
                           "--method", "--form", "--iterations", "--equilibrium", "--starts"})
    resume->excludes(command.get_option(said));
}

}  // namespace

void add_play(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<PlayArguments>();
  CLI::App* command = program.add_subcommand("play", "take the seat of an actor, and decide with what it knows");
  add_file(*command, arguments->solve.file, "a .crisis model");
  command->add_option("--as", arguments->seats, "the actor whom you play; more than once, for several at one keyboard")
      ->type_name("ACTOR")
      ->allow_extra_args(false);
  add_seed_option(*command, arguments->seed, "chance and of all whom nobody plays");
  command->add_flag("--no-beliefs", arguments->no_beliefs, "do not ask for a belief before each choice");
  command->add_option("--log", arguments->log, "write what happens to this new file, JSON, an event a line");
  command->add_option("--moves", arguments->moves, "read what is typed from this file");
  add_solve_options(*command, arguments->solve);
  add_method_options(*command, arguments->method);
  command
      ->add_option("--equilibrium", arguments->equilibrium,
                   "the others play this one of the equilibria that `demarche solve --all` lists (1)")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1'000'000));
  add_starts_option(*command, arguments->num_starts);
  add_resume(*command, *arguments);
  add_print_options(*command, arguments->solve);
  add_table_option(*command, arguments->solve, "print the play's steps as CSV, and nothing else");
  command->callback([arguments, &exit_code] { exit_code = run_play(*arguments); });
}

}  // namespace demarche::cli
