#include "demarche/cli/play_table.h"

#include "demarche/render/json.h"

#include <fmt/format.h>

#include <utility>

namespace demarche::cli {
namespace {

constexpr std::string_view help =
    "Type the number or the name of an option. And:\n"
    "  look   show again what you see\n"
    "  quit   stop here; with `--log FILE` the play is kept, and `--resume FILE` goes on with it\n"
    "  :look, :quit, :help where an option has such a name\n";
constexpr std::string_view no_back =
    "What was seen was seen: a choice cannot be taken back. Play again with the same seed, and the luck is the same.\n";
constexpr std::string_view no_why =
    "What each option is worth would tell you what you cannot see. When the story is over you are told, with "
    "reasons.\n";

// What somebody typed: something to be answered, or the wish to stop.
enum class Heard : std::uint8_t { Answer, Nothing, Stop };
struct Line {
  Heard heard = Heard::Nothing;
  std::string text;
};

bool shows_words(const PlayTable& table) { return !table.format.json && !table.format.csv; }

void show_page(const PlayTable& table, const view::Page& page) {
  if (table.format.csv) return;
  if (table.format.json) {
    print(render::compact_json_of(page.data) + "\n");
    return;
  }
  if (!table.request.play.moves.empty()) print("\n");
  show(page, table.format);
}

std::string text_of(const view::Data& data, std::string_view key) {
  const view::Data* found = data.find(key);
  const auto* text = found ? std::get_if<std::string>(&found->value()) : nullptr;
  return text ? *text : std::string();
}

bool is_true(const view::Data& data, std::string_view key) {
  const view::Data* found = data.find(key);
  const bool* truth = found ? std::get_if<bool>(&found->value()) : nullptr;
  return truth && *truth;
}

const view::Data* known(const view::Data& data, std::string_view key) {
  const view::Data* found = data.find(key);
  return found && !found->is_nothing() ? found : nullptr;
}

std::vector<std::string> names_in(const view::Data& asked) {
  std::vector<std::string> names;
  const view::Data* options = asked.find("options");
  const auto* list = options ? std::get_if<view::Data::List>(&options->value()) : nullptr;
  for (const view::Data& option : list ? *list : view::Data::List()) names.push_back(text_of(option, "name"));
  return names;
}

// What is no option and asks for something else is answered here.
Line heard(const PlayTable& table, const std::string& typed, const view::Page& page,
           const std::vector<std::string>& names) {
  const bool is_word = typed.starts_with(':') || !option_meant(typed, names).option;
  const std::string word = in_small_letters(typed.starts_with(':') ? typed.substr(1) : typed);
  if (!is_word) return {Heard::Answer, typed};
  if (word == "quit" || word == "q" || word == "exit") return {Heard::Stop, {}};
  if (word == "look") show_page(table, page);
  else if (word == "help" || word == "?") print(help);
  else if (word == "back" || word == "undo") print(no_back);
  else if (word == "why") print(no_why);
  else return {Heard::Answer, typed};
  return {};
}

// A line, after a prompt; what is not typed at a terminal stands behind the prompt as if it were.
std::optional<std::string> ask_for_line(PlayTable& table, const std::string& prompt) {
  if (shows_words(table)) print(prompt);
  auto line = table.lines.next();
  if (shows_words(table) && (!line || !table.lines.is_terminal())) print(line.value_or("") + "\n");
  return line;
}

Line ask_for(PlayTable& table, const std::string& prompt, const view::Page& page,
             const std::vector<std::string>& names) {
  const auto typed = ask_for_line(table, prompt);
  return typed ? heard(table, *typed, page, names) : Line{Heard::Stop, {}};
}

// Nothing where nobody goes on; an empty line says nothing.
struct BeliefHeard {
  bool stop = false;
  std::optional<double> belief;
};
BeliefHeard ask_for_belief(PlayTable& table, const view::Page& page, const view::Data& belief) {
  const std::string prompt = fmt::format("  {} (0 to 100%, Enter to pass) > ", text_of(belief, "question"));
  while (true) {
    const Line line = ask_for(table, prompt, page, {});
    if (line.heard == Heard::Stop) return {true, {}};
    if (line.heard == Heard::Nothing) continue;
    if (line.text.empty()) return {};
    if (const auto likelihood = likelihood_meant(line.text)) return {false, likelihood};
    complain(fmt::format("`{}` is no likelihood: type 40%, say\n", line.text));
  }
}

// The option that is chosen; nothing where nobody goes on.
std::optional<std::string> ask_for_option(PlayTable& table, const view::Page& page, const view::Data& asked) {
  const std::vector<std::string> names = names_in(asked);
  while (true) {
    const Line line = ask_for(table, fmt::format("  {} > ", text_of(asked, "words")), page, names);
    if (line.heard == Heard::Stop) return std::nullopt;
    if (line.heard == Heard::Nothing || line.text.empty()) continue;
    const OptionMeant meant = option_meant(line.text, names);
    if (meant.option) return names[*meant.option];
    complain(meant.sentence + "\n");
  }
}

// Several people at one keyboard: nobody is shown what another may see before they have changed places.
bool hand_over(PlayTable& table, const std::string& seat) {
  if (table.request.play.seats.size() < 2 || !shows_words(table)) return true;
  print(std::string(table.lines.is_terminal() ? 60 : 1, '\n'));
  if (!table.lines.is_terminal()) return true;
  return ask_for_line(table, fmt::format("It is {}'s turn. Hand over, then press Enter. ", seat)).has_value();
}

// The first seat that is asked, with what it sees; nothing where the story is over.
using SeatTurn = std::optional<std::pair<std::string, view::Page>>;
std::expected<SeatTurn, int> next_turn(PlayTable& table) {
  for (const std::string& seat : table.request.play.seats) {
    auto page = page_of(table, PlayAsked::Show::Seat, seat);
    if (!page) return std::unexpected(page.error());
    if (is_true(page->data, "over")) return std::nullopt;
    if (known(page->data, "asked")) return SeatTurn({seat, std::move(*page)});
  }
  return std::nullopt;
}

// False where nobody goes on.
bool take_turn(PlayTable& table, const std::string& seat, const view::Page& page) {
  if (!hand_over(table, seat)) return false;
  show_page(table, page);
  const view::Data& asked = *page.data.find("asked");
  MoveSent move{seat, {}, {}};
  if (const view::Data* belief = known(asked, "belief")) {
    const BeliefHeard said = ask_for_belief(table, page, *belief);
    if (said.stop) return false;
    move.belief = said.belief;
  }
  const auto option = ask_for_option(table, page, asked);
  if (!option) return false;
  move.option = *option;
  table.request.play.moves.push_back(std::move(move));
  return true;
}

std::expected<void, int> keep(PlayTable& table) {
  if (!table.log.is_kept()) return {};
  const auto page = page_of(table, PlayAsked::Show::Log, {});
  if (!page) return std::unexpected(page.error());
  const auto added = table.log.add(*page->data.find("events"));
  if (!added) return std::unexpected(usage_error(added.error()));
  return {};
}

int stop_here(const PlayTable& table) {
  if (table.format.csv) return code(Exit::Ok);
  const std::string kept = table.log.is_kept() ? fmt::format("`--resume {}` goes on with it", table.log.path())
                                               : std::string("nothing of it is kept: `--log FILE` would have kept it");
  complain(fmt::format("The play stops here; {}\n", kept));
  return code(Exit::Ok);
}

int look_back_on(PlayTable& table) {
  const auto page = page_of(table, table.format.csv ? PlayAsked::Show::Log : PlayAsked::Show::Debrief, {});
  if (!page) return page.error();
  if (table.format.csv) show(*page, table.format);
  else show_page(table, *page);
  return code(Exit::Ok);
}

// As far as it went.
int show_table(PlayTable& table) {
  const auto page = page_of(table, PlayAsked::Show::Log, {});
  if (!page) return page.error();
  show(*page, table.format);
  return code(Exit::Ok);
}

}  // namespace

std::expected<view::Page, int> page_of(PlayTable& table, PlayAsked::Show show, const std::string& seat) {
  ProgressLine progress(table.format.time_limit_s);
  table.request.play.show = show;
  table.request.play.seen_from = seat;
  Result result = run(table.session, table.request, {.monitor = progress.monitor()});
  if (result.page && (result.outcome == Outcome::Ok || result.outcome == Outcome::NotCertified))
    return std::move(*result.page);
  return std::unexpected(conclude(result, table.format, progress));
}

int play_at(PlayTable& table) {
  while (true) {
    if (const auto kept = keep(table); !kept) return kept.error();
    const auto turn = next_turn(table);
    if (!turn) return turn.error();
    if (!*turn) break;
    const auto& [seat, page] = **turn;
    if (take_turn(table, seat, page)) continue;
    return table.format.csv ? show_table(table) : stop_here(table);
  }
  return look_back_on(table);
}

}  // namespace demarche::cli
