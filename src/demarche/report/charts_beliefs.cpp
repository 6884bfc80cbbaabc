#include "demarche/report/charts.h"
#include "demarche/report/charts_style.h"
#include "demarche/report/html.h"
#include "demarche/view/charts_play.h"
#include "demarche/view/words.h"

#include <fmt/format.h>
#include <cmath>

namespace demarche {

// Beliefs before and after each message: one bar before, one after each thing that may be said, cut by what the speaker
// privately is.

namespace {

struct Bar {
  std::string label;
  const std::vector<double>* beliefs;
  bool off_path = false;
};

std::vector<Bar> bars_of(const MessageBeliefs& message) {
  std::vector<Bar> bars = {{"before", &message.before, false}};
  for (const auto& after : message.after) {
    bars.push_back({fmt::format("{}{} · {}", after.value, after.off_path ? " *" : "", share_text(after.probability)),
                    &after.beliefs, after.off_path});
  }
  return bars;
}

Json segment_rows(const Variable& trait, const std::vector<Bar>& bars) {
  Json rows = Json::array();
  for (const Bar& bar : bars) {
    double left = 0;
    for (std::size_t v = 0; v < trait.values.size(); ++v) {
      const double belief = (*bar.beliefs)[v];
      const std::string share = share_text(belief);
      rows.push_back({{"bar", bar.label},
                      {"trait", trait.values[v].name},
                      {"belief", belief},
                      {"left", rounded(left)},
                      {"right", rounded(left + belief)},
                      {"middle", rounded(left + belief / 2)},
                      {"share", share},
                      {"label", trait.values[v].name + " " + share},
                      {"need", 7 * (trait.values[v].name.size() + share.size() + 2)},
                      {"ink", colour_of(v).ink},
                      {"path", bar.off_path ? "off the path of play" : "on the path of play"},
                      {"opacity", bar.off_path ? 0.55 : 1.0}});
      left += belief;
    }
  }
  return rows;
}

Json colours_of(const Variable& trait) {
  Json domain = Json::array(), range = Json::array();
  for (std::size_t v = 0; v < trait.values.size(); ++v) {
    domain.push_back(trait.values[v].name);
    range.push_back(colour_of(v).fill);
  }
  return {
      {"field", "trait"}, {"type", "nominal"}, {"title", nullptr}, {"scale", {{"domain", domain}, {"range", range}}}};
}

Json bars(const Variable& trait, const std::vector<Bar>& list, const std::string& reading) {
  Json spec = new_specification(reading, static_cast<int>(list.size()) * 32);
  spec["data"] = {{"name", "segments"}, {"values", segment_rows(trait, list)}};
  const Json y = {{"field", "bar"}, {"type", "nominal"}, {"sort", nullptr}, {"title", nullptr}};
  Json left = value_axis("left", "", ".0%");
  left["title"] = nullptr;
  left["scale"] = {{"domain", {0, 1}}, {"nice", false}};
  Json middle = left;
  middle["field"] = "middle";
  const Json fits = {{{"test", "(datum.right - datum.left) * width > datum.need"}, {"field", "label"}},
                     {{"test", "(datum.right - datum.left) * width > 40"}, {"field", "share"}}};
  const Json tooltip =
      Json::array({shown("bar", "when"), shown("trait", "is"), shown("share", "believed"), shown("path", "")});
  spec["layer"] = {{{"mark", {{"type", "bar"}, {"height", 22}}},
                    {"encoding",
                     {{"y", y},
                      {"x", left},
                      {"x2", {{"field", "right"}}},
                      {"color", colours_of(trait)},
                      {"fillOpacity", {{"field", "opacity"}, {"type", "quantitative"}, {"scale", nullptr}}},
                      {"tooltip", tooltip}}}},
                   {{"mark", {{"type", "text"}, {"baseline", "middle"}}},
                    {"encoding",
                     {{"y", y},
                      {"x", middle},
                      {"text", {{"condition", fits}, {"value", ""}}},
                      {"fill", {{"field", "ink"}, {"type", "nominal"}, {"scale", nullptr}}}}}}};
  return spec;
}

std::string sentence(const MessageBeliefs& message, const Variable& trait, const std::string& hearers) {
  std::vector<std::string> said;
  for (const auto& after : message.after) {
    said.push_back(fmt::format("after {}{} {}", after.value, after.off_path ? " (off path)" : "",
                               share_text(after.beliefs.front())));
  }
  return fmt::format("What {} thought likely of {} being {}: before {}, {}.", hearers, trait.name,
                     trait.values.front().name, share_text(message.before.front()), fmt::join(said, ", "));
}

}  // namespace

void append_belief_charts(const Report& report, std::vector<Chart>& charts) {
  const Story& story = report.solved->compiled.story;
  std::size_t number = 0;
  for (const MessageBeliefs& message : message_beliefs(report)) {
    const Variable& trait = report.model->variables[message.trait];
    const Variable& said = report.model->variables[story.sites[message.site].variable];
    std::vector<std::string> hearers;
    for (const ActorId actor : message.hearers) hearers.push_back(report.model->actors[actor].name);
    Chart chart{.kind = ChartKind::Beliefs,
                .name = fmt::format("beliefs_{}", ++number),
                .title = {},
                .reading = {},
                .method = {},
                .head = {"when", "#probability of saying it"},
                .rows = {},
                .specification = {}};
    chart.title = fmt::format("What {} made of {}", joined_names(hearers), said.name) +
                  (message.round > 0 ? fmt::format(" (round {})", message.round + 1) : "") + ", about " + trait.name;
    for (const Value& value : trait.values) chart.head.push_back("#" + value.name);
    chart.rows.push_back({"before", ""});
    for (const double belief : message.before) chart.rows.back().push_back(share_text(belief));
    for (const auto& after : message.after) {
      chart.rows.push_back(
          {"after " + after.value + (after.off_path ? " (off path)" : ""), share_text(after.probability)});
      for (const double belief : after.beliefs) chart.rows.back().push_back(share_text(belief));
    }
    chart.reading = sentence(message, trait, joined_names(hearers));
    chart.method =
        "Bayes' rule over all histories that stand at this message, with the solved strategies, averaged over all "
        "else that the hearers have seen. The percentage beside a message is how often it is said. * marks what "
        "is (nearly) never said: the belief is the limit that the solved strategies imply.";
    chart.specification = compact_text(bars(trait, bars_of(message), chart.reading));
    charts.push_back(std::move(chart));
  }
}

}  // namespace demarche
