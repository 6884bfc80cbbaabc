#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/why_words.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

// Reasons: what adds up to a preference, what would turn it, and which decisions carry an answer.

namespace {

// A waterfall while it is built: each row begins where the one before it ended.
struct Waterfall {
  view::Data rows = view::Data::list();
  std::vector<double> reached{0};

  void add(const std::string& name, double amount, const std::string& text) {
    const double from = reached.back();
    reached.push_back(from + amount);
    rows.push_back({{"name", name}, {"from", from}, {"to", from + amount}, {"text", text}, {"is_total", false}});
  }
  // What is added beside 0, not to what stands before it.
  void add_alone(const std::string& name, double amount, const std::string& text) {
    reached.push_back(amount);
    rows.push_back({{"name", name}, {"from", 0}, {"to", amount}, {"text", text}, {"is_total", false}});
  }
  void close(const std::string& name, double total, const std::string& text) {
    reached.push_back(total);
    rows.push_back({{"name", name}, {"from", 0}, {"to", total}, {"text", text}, {"is_total", true}});
  }
};

void draw_waterfall(const AnswerRow& like, Waterfall waterfall, view::Figure& figure) {
  figure.kind = view::FigureKind::Waterfall;
  figure.marks["rows"] = std::move(waterfall.rows);
  figure.marks["scale"] = scale_over(like, waterfall.reached, Beginning::AtTheLeast);
}

std::string in_all(const OfWhy& why) { return fmt::format("in all, {} over {}", why.chosen, why.other); }

view::Figure line_figure(const Answer& answer, const OfWhy& why) {
  view::Figure figure;
  figure.title = fmt::format("Why {} is {} over {}", why.move, why.chosen, why.other);
  figure.table.columns = {numbers_column("line"), words_column("payoff"), numbers_column("adds")};
  const AnswerRow& like = answer.rows.front();
  Waterfall waterfall;
  double rest = why.total;
  for (std::size_t k = 0; k < answer.rows.size(); ++k) {
    const AnswerRow& row = answer.rows[k];
    const std::string text = signed_text(row.value, row.payoff_range);
    figure.table.rows.push_back({fmt::format("{}", why.lines[k]), row.label, text});
    for (const PartOfLine& part : why.parts) {
      if (part.row != k) continue;
      figure.table.rows.push_back(
          {fmt::format("{}", part.line), "of which " + part.label, signed_text(part.value, row.payoff_range)});
    }
    if (text == "0" || k >= most_rows_drawn) continue;
    waterfall.add(fmt::format("line {}: {}", why.lines[k], row.label), row.value, text);
    rest -= row.value;
  }
  const std::string left = signed_text(rest, like.payoff_range);
  if (answer.rows.size() > most_rows_drawn && left != "0") waterfall.add("all other lines", rest, left);
  const std::string total = signed_text(why.total, like.payoff_range);
  figure.table.rows.push_back({"", in_all(why), total});
  waterfall.close(in_all(why), why.total, total);
  draw_waterfall(like, std::move(waterfall), figure);
  figure.reading = view::plain(view::with_code(memo_of(answer, why)));
  figure.method =
      "What an option is worth is a sum over the lines of the actor's payoff, and so the difference splits "
      "into them without remainder: each line is expected after either option, with everybody playing on "
      "as solved and the actor's beliefs as they are.";
  figure.beside_title = "The beliefs that carry it";
  for (const HeldBelief& held : why.beliefs) figure.beside.emplace_back(belief_text(held, like.payoff_range));
  return figure;
}

view::Figure next_figure(const Answer& answer, const OfWhy& why) {
  view::Figure figure;
  figure.title = fmt::format("What comes next after {} and {}", why.chosen, why.other);
  figure.table.columns = {words_column("what comes next"), numbers_column("after " + why.chosen),
                          numbers_column("after " + why.other), numbers_column("adds by its chance"),
                          numbers_column("adds by its worth")};
  const AnswerRow& like = answer.rows.front();
  Waterfall waterfall;
  for (const NextReason& event : why.next) {
    figure.table.rows.push_back({event.event, share_text(event.chance_chosen), share_text(event.chance_other),
                                 signed_text(event.by_chance, like.payoff_range),
                                 signed_text(event.by_worth, like.payoff_range)});
    const double added = event.by_chance + event.by_worth;
    if (figure.table.rows.size() <= most_rows_drawn)
      waterfall.add(event.event, added, signed_text(added, like.payoff_range));
  }
  waterfall.close(in_all(why), why.total, signed_text(why.total, like.payoff_range));
  draw_waterfall(like, std::move(waterfall), figure);
  figure.reading = fmt::format("How what comes next makes {} worth {} more than {}.", why.chosen,
                               signed_text(why.total, like.payoff_range), why.other);
  figure.method =
      "An event adds by how the choice changes its chance, and by how it changes what it is worth (beside "
      "the mean of both options). Which changes first is open: the mean of both orders is taken.";
  figure.note = most_drawn_note(why.next.size());
  return figure;
}

view::Data turn_marks(const TurningValue& turn) {
  const std::string words = turn.value ? fmt::format("{}: if it {}", turn.parameter, turning_text(turn))
                                       : turn.parameter + ": does not turn it";
  view::Data row = range_of_number({turn.parameter, turn.now, turn.low, turn.high, turn.whole}, words);
  if (!turn.value) return row;
  const bool above = *turn.value > turn.now;
  row["held"].push_back({{"from", above ? *turn.value : turn.low}, {"to", above ? turn.high : *turn.value}});
  row["points"].push_back(*turn.value);
  return row;
}

view::Figure turn_figure(const OfWhy& why) {
  view::Figure figure;
  figure.kind = view::FigureKind::Crossings;
  figure.title = fmt::format("What would turn {} over {}", why.chosen, why.other);
  figure.table.columns = {words_column("number"), words_column("range"), numbers_column("now"),
                          numbers_column("turns at")};
  figure.marks["rows"] = view::Data::list();
  std::size_t num_turning = 0;
  for (const TurningValue& turn : why.turns) {
    num_turning += turn.value ? 1 : 0;
    figure.table.rows.push_back({turn.parameter, short_number(turn.low) + " to " + short_number(turn.high),
                                 short_number(turn.now), turn.value ? short_number(*turn.value) : "nowhere"});
    if (turn.value && figure.marks["rows"].size() < most_rows_drawn) figure.marks["rows"].push_back(turn_marks(turn));
  }
  figure.reading =
      fmt::format("{} of {} would turn it alone within its range.", num_turning, counted(why.turns.size(), "number"));
  figure.note = left_unturned_text(why);
  figure.method =
      "Each number moves alone from where it stands to both ends of its range, and the game is solved again "
      "on the way. The diamond is the nearest value at which the options are worth the same, or at which "
      "another equilibrium begins; the game was solved on both sides of it.";
  return figure;
}

view::Figure carrier_figure(const Answer& answer, const OfWhyProbability& why) {
  view::Figure figure;
  const AnswerRow& like = answer.rows.front();
  figure.title = fmt::format("Which decisions carry {}", like.quantity);
  figure.table.columns = {words_column("decision"), numbers_column("how often"),
                          numbers_column("adds by 1 of log-odds")};
  Waterfall bars;
  for (const MoveReason& move : why.moves) {
    const std::string name = move.move + " is " + move.value;
    const std::string text = signed_change_text(like, move.derivative);
    figure.table.rows.push_back({name, share_text(move.chance), text});
    if (figure.table.rows.size() <= most_rows_drawn && is_carried(move, like))
      bars.add_alone(name, move.derivative, text);
  }
  draw_waterfall(like, std::move(bars), figure);
  figure.marks["scale"]["unit"] = like.unit == Unit::Share ? "share" : "number";
  figure.reading =
      fmt::format("{} hangs most on {} being {}.", like.quantity, why.moves.front().move, why.moves.front().value);
  figure.method =
      "The derivative of the answer by the log-odds of each option, at all places where the move is made "
      "alike, while everybody else plays on as solved.";
  figure.note = most_drawn_note(why.moves.size());
  if (!why.histories.empty()) figure.beside_title = "The likeliest histories behind it";
  figure.beside = history_lines(why);
  return figure;
}

void add_keyed(std::vector<view::Figure>& figures, view::Figure figure, std::string key) {
  figure.key = std::move(key);
  figures.push_back(std::move(figure));
}

}  // namespace

std::vector<view::Figure> reason_figures(const Report& report) {
  std::vector<view::Figure> figures;
  std::size_t number = 0;
  for (const auto& [answer, why] : answers_of<OfWhy>(report)) {
    ++number;
    add_keyed(figures, line_figure(answer, why), fmt::format("why_{}", number));
    add_keyed(figures, next_figure(answer, why), fmt::format("why_next_{}", number));
    if (std::ranges::any_of(why.turns, [](const TurningValue& turn) { return turn.value.has_value(); }))
      add_keyed(figures, turn_figure(why), fmt::format("why_turns_{}", number));
  }
  number = 0;
  for (const auto& [answer, why] : answers_of<OfWhyProbability>(report)) {
    ++number;
    if (is_carried(answer, why))
      add_keyed(figures, carrier_figure(answer, why), fmt::format("why_probability_{}", number));
  }
  return figures;
}

}  // namespace demarche
