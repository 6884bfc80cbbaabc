#include "demarche/lsp/answer_line.h"

#include "demarche/engine/engine.h"
#include "demarche/lsp/methods.h"
#include "demarche/render/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace demarche::lsp {
namespace {

constexpr double most_histories = 100'000;  // of a game that is solved while somebody types
constexpr std::string_view command_name = "demarche.answer";

std::vector<const QuestionStatement*> questions_of(Document& document) {
  std::vector<const QuestionStatement*> questions;
  if (!is_crisis(document) || has_errors(reading_of(document.session).diagnostics)) return questions;
  for (const Statement& statement : reading_of(document.session).tree.statements) {
    if (const auto* question = std::get_if<QuestionStatement>(&statement.what)) questions.push_back(question);
  }
  return questions;
}

// A question of an open document, by its number.
struct Asked {
  Document& document;
  const QuestionStatement& question;
  std::uint32_t number = 0;
};

std::expected<Asked, Fault> asked_by(const Call& call, const Value& uri, const Value& number) {
  const auto name = uri.text();
  const auto row = number.count();
  if (!name || !row) return fault(Code::InvalidParams, "the request names no question");
  const auto found = call.server.documents.find(*name);
  if (found == call.server.documents.end())
    return fault(Code::InvalidParams, "no document is open as " + std::string(*name));
  const std::vector<const QuestionStatement*> questions = questions_of(found->second);
  if (*row >= questions.size()) return fault(Code::ContentModified, "there is no such question any more");
  return Asked{found->second, *questions[*row], *row};
}

Request request_for(const Asked& asked) {
  const Span span = asked.question.span;
  Request request;
  request.errand = Errand::Ask;
  request.questions = {source_of(asked.document).text.substr(span.begin, span.end - span.begin)};
  request.look = false;
  request.plan.compile.max_histories = most_histories;
  request.parts = {view::Part::Sections, view::Part::Data};
  return request;
}

// What the work ended with: a result, or the news that ended it.
struct Worked {
  Result result;
  News news = News::Nothing;
  bool out_of_time = false;
};

Worked work_on(const Call& call, const Asked& asked) {
  Worked worked;
  const Meanwhile& meanwhile = call.meanwhile;
  const double begin_s = meanwhile.clock_s ? meanwhile.clock_s() : 0;
  const Monitor monitor = [&](const Progress&) {
    if (worked.news == News::Nothing && meanwhile.news) worked.news = meanwhile.news();
    worked.out_of_time |= meanwhile.clock_s && meanwhile.clock_s() - begin_s > call.server.client.answers_limit_s;
    return worked.news == News::Nothing && !worked.out_of_time;
  };
  if (!goes_on(monitor)) return worked;
  worked.result = run(asked.document.session, request_for(asked), {.monitor = monitor});
  return worked;
}

// Why there is no answer, where somebody has stopped it.
std::optional<Fault> stopped_by(Call& call, const Worked& worked) {
  switch (worked.news) {
    case News::Nothing:
      return std::nullopt;
    case News::Cancelled:
      return Fault{Code::RequestCancelled, "cancelled"};
    case News::Outdated:
      return Fault{Code::ContentModified, "the text has changed"};
    case News::MoreUrgent:
      call.is_put_off = true;
      return Fault{Code::RequestFailed, "put off"};
  }
  return std::nullopt;
}

std::string without_answer(const Call& call, const Worked& worked) {
  if (worked.out_of_time)
    return fmt::format("takes longer than {:g} s: `demarche ask` answers it", call.server.client.answers_limit_s);
  const Result& result = worked.result;
  if (result.outcome == Outcome::Stopped) return "stopped";
  const bool is_large =
      std::ranges::find(result.diagnostics, Kind::E020, &Diagnostic::kind) != result.diagnostics.end();
  if (is_large) return fmt::format("more than {:.0f} histories: `demarche ask` answers it", most_histories);
  if (!result.message.sentence.empty()) return result.message.sentence;
  return result.diagnostics.empty() ? "no answer" : result.diagnostics.front().message;
}

std::string title_of(const Call& call, const Worked& worked) {
  const Result& result = worked.result;
  const bool is_answered = result.page && !worked.out_of_time && result.outcome != Outcome::Stopped &&
                           result.outcome != Outcome::ModelErrors;
  const std::string answer = is_answered ? answer_in_a_line(*result.page) : std::string();
  if (answer.empty()) return without_answer(call, worked);
  const bool is_certified = result.outcome != Outcome::NotCertified;
  return (is_certified ? "" : "not certified: ") + answer + certificate_in_a_line(*result.page);
}

view::Data lens_at(const Document& document, Span span) { return {{"range", data_of(ruler_of(document), span)}}; }

}  // namespace

Reply code_lens(Call& call) {
  const auto document = document_in(call);
  if (!document) return std::unexpected(document.error());
  view::Data list = view::Data::list();
  if (!call.server.client.shows_answers) return list;
  std::uint32_t number = 0;
  for (const QuestionStatement* question : questions_of(**document)) {
    view::Data lens = lens_at(**document, question->span);
    lens["data"] = {{"uri", (*document)->uri}, {"version", (*document)->version}, {"question", number++}};
    list.push_back(std::move(lens));
  }
  return list;
}

Reply resolve_code_lens(Call& call) {
  const Value data = call.params["data"];
  const auto asked = asked_by(call, data["uri"], data["question"]);
  if (!asked) return std::unexpected(asked.error());
  if (data["version"].whole() != asked->document.version) return fault(Code::ContentModified, "the text has changed");
  const Worked worked = work_on(call, *asked);
  if (auto why = stopped_by(call, worked)) return std::unexpected(*why);
  view::Data lens = lens_at(asked->document, asked->question.span);
  lens["command"] = {{"title", title_of(call, worked)}, {"command", command_name}};
  lens["command"]["arguments"].push_back(asked->document.uri);
  lens["command"]["arguments"].push_back(asked->number);
  return lens;
}

Reply execute_command(Call& call) {
  if (call.params["command"].text() != command_name) return fault(Code::InvalidParams, "there is no such command");
  const Value arguments = call.params["arguments"];
  const auto asked = asked_by(call, arguments.element(0), arguments.element(1));
  if (!asked) return std::unexpected(asked.error());
  const Worked worked = work_on(call, *asked);
  if (auto why = stopped_by(call, worked)) return std::unexpected(*why);
  if (!worked.result.page || worked.out_of_time) return fault(Code::RequestFailed, without_answer(call, worked));
  return view::Data(render::markdown_of(*worked.result.page));
}

}  // namespace demarche::lsp
