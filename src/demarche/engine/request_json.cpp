#include "demarche/engine/request_json.h"

#include "demarche/engine/request_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", name);
  return text;
}

std::vector<std::string> keys_for(Errand errand) {
  std::vector<std::string> names{"command", "as"};
  for (const RequestKey& key : request_keys())
    if (takes(key, errand)) names.emplace_back(key.name);
  return names;
}

std::unexpected<Refusal> refuse(std::string sentence, std::string help) {
  return std::unexpected(Refusal{std::move(sentence), std::move(help)});
}

OrRefusal<Errand> errand_in(const SentValue& object) {
  for (const std::uint32_t row : object.node.children) {
    const JsonNode& node = object.tree.nodes[row];
    if (node.key != "command") continue;
    for (const auto& [name, errand] : errands())
      if (node.kind == JsonKind::Text && node.text == name) return errand;
  }
  std::vector<std::string> names;
  for (const auto& [name, errand] : errands()) names.emplace_back(name);
  return refuse("a request says what is to be done, by its `command`", "one of " + listed(names));
}

std::optional<std::string> take_shown(ShownAs& shown, const JsonNode& node) {
  constexpr std::pair<std::string_view, ShownAs> kinds[] = {{"text", ShownAs::Text},
                                                            {"markdown", ShownAs::Markdown},
                                                            {"csv", ShownAs::Csv},
                                                            {"report", ShownAs::Report},
                                                            {"headlines", ShownAs::Headlines}};
  for (const auto& [name, kind] : kinds) {
    if (node.kind != JsonKind::Text || node.text != name) continue;
    shown = kind;
    return std::nullopt;
  }
  return "`text`, `markdown`, `csv`, `report` or `headlines`";
}

OrRefusal<void> take(Sent& sent, const JsonTree& tree, const JsonNode& node) {
  if (node.key == "command") return {};
  std::optional<std::string> wanted;
  if (node.key == "as") {
    wanted = take_shown(sent.shown, node);
  } else {
    const auto keys = request_keys();
    const auto key = std::ranges::find(keys, node.key, &RequestKey::name);
    if (key == keys.end() || !takes(*key, sent.request.errand)) {
      return refuse(fmt::format("`{}` is nothing that this command takes", node.key),
                    "it takes " + listed(keys_for(sent.request.errand)));
    }
    if (node.kind == JsonKind::Null) return {};  // as if it were not said
    wanted = key->take(sent.request, {tree, node});
  }
  if (wanted) return refuse(fmt::format("`{}` is not {}", node.key, *wanted), "");
  return {};
}

std::string place_words(const JsonFault& fault) {
  const std::string place = fmt::format("at byte {}", fault.place.begin + 1);
  return fault.found.empty() ? "it ends too early, " + place
                             : fmt::format("{} does not belong there, {}", fault.found, place);
}

std::optional<std::string> said_twice(const SentValue& object) {
  std::vector<std::string> seen;
  for (const std::uint32_t row : object.node.children) {
    const std::string& key = object.tree.nodes[row].key;
    if (std::ranges::find(seen, key) != seen.end()) return key;
    seen.push_back(key);
  }
  return std::nullopt;
}

bool says(const SentValue& object, std::string_view key) {
  return std::ranges::any_of(object.node.children,
                             [&](std::uint32_t row) { return object.tree.nodes[row].key == key; });
}

bool is_report(ShownAs shown) { return shown == ShownAs::Report || shown == ShownAs::Headlines; }

void take_report(Sent& sent) {
  sent.request.parts.clear();
  sent.request.report_page = true;
  sent.request.headlines = sent.shown == ShownAs::Headlines;
}

// Why a page cannot be read as is wanted, if so.
std::optional<Refusal> not_shown(const Sent& sent) {
  const Errand errand = sent.request.errand;
  const bool data_alone = errand == Errand::Check || errand == Errand::Export;
  if (data_alone && sent.shown != ShownAs::Nothing)
    return Refusal{"the page of this command is data alone", "leave out `as`"};
  if (errand != Errand::Ask && sent.shown == ShownAs::Headlines)
    return Refusal{"only `ask` has headlines", R"(`"as": "report"`)"};
  if (errand != Errand::Ask && errand != Errand::Solve && sent.shown == ShownAs::Report)
    return Refusal{"only `ask` and `solve` have a report page here", R"(`"as": "text"`)"};
  const bool has_table = errand == Errand::Solve || errand == Errand::Ask || errand == Errand::Raid ||
                         errand == Errand::Certify || errand == Errand::Rows ||
                         (errand == Errand::Play && sent.request.play.show == PlayAsked::Show::Log);
  if (has_table || sent.shown != ShownAs::Csv) return std::nullopt;
  return Refusal{"this command has no table", R"(`"as": "text"`)"};
}

// What follows from all keys together.
OrRefusal<void> complete(Sent& sent, const SentValue& object) {
  const Plan& plan = sent.request.plan;
  if (plan.aim.precision && says(object, "tolerance"))
    return refuse("`precision` and `tolerance` exclude each other", "leave one out");
  if (sent.request.errand == Errand::Tip && sent.request.condition.empty())
    return refuse("there is no condition to tip", "`\"condition\": \"P(a.move is value) > 20%\"`");
  if (const auto why = not_shown(sent)) return std::unexpected(*why);
  if (sent.shown == ShownAs::Csv) sent.request.parts.push_back(view::Part::Table);
  else if (is_report(sent.shown)) take_report(sent);
  else if (sent.shown != ShownAs::Nothing) sent.request.parts.push_back(view::Part::Sections);
  return {};
}

}  // namespace

OrRefusal<Sent> read_request(std::string_view json, const Request& usual) {
  const auto tree = parse_json(json);
  if (!tree) return refuse("the request is no JSON: " + place_words(tree.error()), R"(`{"command": "ask"}`)");
  return read_request({*tree, tree->nodes.front()}, usual);
}

OrRefusal<Sent> read_request(const SentValue& object, const Request& usual) {
  if (object.node.kind != JsonKind::Object) return refuse("a request is an object of JSON", R"(`{"command": "ask"}`)");
  if (const auto key = said_twice(object)) return refuse(fmt::format("`{}` is said twice", *key), "leave one out");
  const auto errand = errand_in(object);
  if (!errand) return std::unexpected(errand.error());
  Sent sent{usual, ShownAs::Nothing};
  sent.request.errand = *errand;
  sent.request.parts = {view::Part::Data};
  for (const std::uint32_t row : object.node.children)
    if (const auto taken = take(sent, object.tree, object.tree.nodes[row]); !taken)
      return std::unexpected(taken.error());
  if (const auto whole = complete(sent, object); !whole) return std::unexpected(whole.error());
  return sent;
}

}  // namespace demarche
