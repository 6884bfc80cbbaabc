#include "demarche/engine/play_log.h"

#include "demarche/engine/request_json.h"
#include "demarche/engine/request_keys.h"

#include <fmt/format.h>

#include <utility>

namespace demarche {
namespace {

const char* not_a_log = "it is to begin as `demarche play --log` wrote it";

std::unexpected<Refusal> refuse_line(std::size_t row, std::string_view why) {
  return std::unexpected(Refusal{fmt::format("line {} of the log {}", row + 1, why), not_a_log});
}

// The value of a key; nullptr where there is none.
const JsonNode* value_of(const JsonTree& tree, const JsonNode& object, std::string_view key) {
  for (const std::uint32_t row : object.children)
    if (tree.nodes[row].key == key) return &tree.nodes[row];
  return nullptr;
}

std::string text_at(const JsonTree& tree, const JsonNode& object, std::string_view key) {
  const JsonNode* node = value_of(tree, object, key);
  return node && node->kind == JsonKind::Text ? node->text : std::string();
}

// A line that was cut short when the program ended is left out.
std::vector<std::string> whole_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

OrRefusal<void> take_begin(PlayLogRead& read, const JsonTree& tree, const Request& usual) {
  const JsonNode& line = tree.nodes.front();
  const JsonNode* request = value_of(tree, line, "request");
  if (text_at(tree, line, "event") != "begin" || request == nullptr) return refuse_line(0, "does not begin a play");
  auto sent = read_request({tree, *request}, usual);
  if (!sent) return refuse_line(0, "asks for something else: " + sent.error().sentence);
  if (sent->request.errand != Errand::Play) return refuse_line(0, "does not begin a play");
  read.request = std::move(sent->request);
  read.model_hash = text_at(tree, line, "model_hash");
  return {};
}

std::optional<double> likelihood_at(const JsonTree& tree, const JsonNode& object) {
  const JsonNode* said = value_of(tree, object, "said");
  if (said == nullptr || said->kind != JsonKind::Number) return std::nullopt;
  return said->number;
}

// Choices that the story had not come to yet when they were made: the step that comes to one takes its place.
void take_event(PlayLogRead& read, std::vector<MoveSent>& ahead, const JsonTree& tree) {
  const JsonNode& line = tree.nodes.front();
  const std::string event = text_at(tree, line, "event");
  const std::string who = text_at(tree, line, "who");
  MoveSent move{who, text_at(tree, line, "value"), likelihood_at(tree, line)};
  if (event == "ahead") ahead.push_back(std::move(move));
  if (event != "step" || text_at(tree, line, "by") != "person") return;
  std::erase_if(ahead, [&](const MoveSent& one) { return one.seat == who; });
  if (const JsonNode* belief = value_of(tree, line, "belief")) move.belief = likelihood_at(tree, *belief);
  read.request.play.moves.push_back(std::move(move));
}

}  // namespace

OrRefusal<PlayLogRead> read_play_log(std::string_view text, const Request& usual) {
  PlayLogRead read;
  read.lines = whole_lines(text);
  if (read.lines.empty()) return std::unexpected(Refusal{"the log is empty", not_a_log});
  std::vector<MoveSent> ahead;
  for (std::size_t row = 0; row < read.lines.size(); ++row) {
    const auto tree = parse_json(read.lines[row]);
    if (!tree || tree->nodes.front().kind != JsonKind::Object) return refuse_line(row, "is no event");
    if (row > 0) take_event(read, ahead, *tree);
    else if (auto begun = take_begin(read, *tree, usual); !begun) return std::unexpected(std::move(begun.error()));
  }
  for (MoveSent& move : ahead) read.request.play.moves.push_back(std::move(move));
  return read;
}

}  // namespace demarche
