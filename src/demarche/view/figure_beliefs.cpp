#include "demarche/view/figure_parts.h"
#include "demarche/view/figures.h"
#include "demarche/view/play_news.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

// Beliefs before and after what is said or done: what each thing tells of what somebody privately is.

namespace {

const Variable& variable_at(const Report& report, const News& news) {
  return report.model->variables[report.solved->compiled.story.sites[news.site].variable];
}

std::string seers_text(const Report& report, const News& news) {
  std::vector<std::string> names;
  for (const ActorId actor : news.seers) names.push_back(report.model->actors[actor].name);
  return joined_names(names);
}

view::Data belief_bar(const std::string& name, const std::vector<double>& beliefs, bool is_rare) {
  view::Data bar = {{"name", name}, {"beliefs", view::Data::list()}, {"is_rare", is_rare}};
  for (const double belief : beliefs) bar["beliefs"].push_back({{"value", belief}, {"text", share_text(belief)}});
  return bar;
}

view::Data belief_marks(const Variable& trait, const News& news) {
  view::Data marks = {{"values", view::Data::list()}, {"bars", view::Data::list()}};
  for (const Value& value : trait.values) marks["values"].push_back(value.name);
  marks["bars"].push_back(belief_bar("before", news.before, false));
  for (const News::After& after : news.after) {
    const std::string name =
        fmt::format("{}{} · {}", after.value, after.off_path ? " *" : "", share_text(after.probability));
    marks["bars"].push_back(belief_bar(name, after.beliefs, after.off_path));
  }
  return marks;
}

void add_belief_row(view::Table& table, std::string when, std::string how_often, const std::vector<double>& beliefs) {
  table.rows.push_back({std::move(when), std::move(how_often)});
  for (const double belief : beliefs) table.rows.back().emplace_back(share_text(belief));
}

view::Table belief_table(const Variable& trait, const News& news) {
  view::Table table;
  table.columns = {words_column("when"), numbers_column("probability of it")};
  for (const Value& value : trait.values) table.columns.push_back(numbers_column(value.name));
  add_belief_row(table, "before", "", news.before);
  for (const News::After& after : news.after) {
    add_belief_row(table, "after " + after.value + (after.off_path ? " (off path)" : ""), share_text(after.probability),
                   after.beliefs);
  }
  return table;
}

std::string belief_reading(const News& news, const Variable& trait, const std::string& seers) {
  std::vector<std::string> said;
  for (const News::After& after : news.after) {
    said.push_back(fmt::format("after {}{} {}", after.value, after.off_path ? " (off path)" : "",
                               share_text(after.beliefs.front())));
  }
  return fmt::format("What {} thought likely of {} being {}: before {}, {}.", seers, trait.name,
                     trait.values.front().name, share_text(news.before.front()), fmt::join(said, ", "));
}

view::Figure belief_figure(const Report& report, const News& news) {
  const Variable& trait = report.model->variables[news.trait];
  const std::string seers = seers_text(report, news);
  view::Figure figure;
  figure.kind = view::FigureKind::Beliefs;
  figure.title = fmt::format("What {} {} {}{}, about {}", seers, news.is_message ? "made of" : "learnt from seeing",
                             variable_at(report, news).name,
                             round_words({.site = news.site, .rounds = news.rounds, .values = {}, .probabilities = {}}),
                             trait.name);
  figure.reading = belief_reading(news, trait, seers);
  figure.method =
      "Bayes' rule over all histories that stand at this step, with the solved strategies, averaged over all "
      "else that those who see it have seen. The percentage beside a value is how often it comes up there. * marks "
      "what (nearly) never does: the belief is the limit that the solved strategies imply.";
  figure.table = belief_table(trait, news);
  figure.marks = belief_marks(trait, news);
  return figure;
}

}  // namespace

std::vector<view::Figure> belief_figures(const Report& report) {
  std::vector<view::Figure> figures;
  for (const News& news : news_of(report)) {
    figures.push_back(belief_figure(report, news));
    figures.back().key = fmt::format("beliefs_{}", figures.size());
  }
  return figures;
}

}  // namespace demarche
