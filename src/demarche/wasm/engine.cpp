// The engine as other languages see it: a text is opened, asked in JSON as often as the host likes, and closed. The
// host owns what it allocated and what it was given, and hands both back to demarche_release. A call that traps says
// why in demarche_failure, or is out of stack; the host then throws this instance away and starts another
// (docs/reference/webassembly.md).
#include "demarche/engine/engine.h"

#include "demarche/engine/reply.h"
#include "demarche/engine/request_json.h"
#include "demarche/render/csv.h"
#include "demarche/render/html.h"
#include "demarche/render/json.h"
#include "demarche/render/markdown.h"
#include "demarche/render/text.h"
#include "demarche/wasm/failure.h"
#include "demarche/wasm/host.h"

#include <cstdlib>
#include <utility>

namespace demarche {

namespace {

// What the census allows for each history of its limit (docs/decisions/0020-one-judgement-of-size.md).
constexpr double bytes_a_history = 512;

Request usual_request() {
  Request usual;
  usual.plan.compile.max_histories = DEMARCHE_MEMORY_BYTES / bytes_a_history;
  return usual;
}

view::Data text_of(const view::Page& page, ShownAs shown) {
  switch (shown) {
    case ShownAs::Nothing:
      return {};
    case ShownAs::Text:
      return render::text_of(page, {});
    case ShownAs::Markdown:
      return render::markdown_of(page);
    case ShownAs::Csv:
      return page.table ? view::Data(render::csv_of(*page.table)) : view::Data();
    case ShownAs::Report:
    case ShownAs::Headlines:
      return {};
  }
  return {};
}

std::string answer_to(Session& session, std::string_view json) {
  const auto sent = read_request(json, usual_request());
  Result result;
  Host host;
  const Monitor monitor = [&](const Progress& progress) { return ask(host, progress); };
  if (sent) result = run(session, sent->request, {{}, monitor});
  else result = {Outcome::Usage, {}, session.source, {}, sent.error()};
  view::Data reply = reply_of(result);
  reply["text"] = sent && result.page ? text_of(*result.page, sent->shown) : view::Data();
  if (result.report) reply["report"] = render::parts_of(*result.report);
  return render::compact_json_of(reply);
}

}  // namespace

}  // namespace demarche

extern "C" {

// Room for `num_bytes` bytes of a text; null where there is none.
[[clang::export_name("demarche_allocate")]] char* demarche_allocate(std::size_t num_bytes) {
  return static_cast<char*>(std::malloc(num_bytes));
}

[[clang::export_name("demarche_open")]] demarche::Session* demarche_open(const char* text, std::size_t num_bytes) {
  demarche::trap_where_memory_ends();
  return new demarche::Session(
      demarche::open_session(demarche::make_source("model.crisis", std::string(text, num_bytes))));
}

// What pages call the text, before it is asked anything.
[[clang::export_name("demarche_name")]] void demarche_name(demarche::Session* session, const char* name,
                                                           std::size_t num_bytes) {
  session->source.parts.front().name.assign(name, num_bytes);
}

// JSON, ending in a zero byte.
[[clang::export_name("demarche_run")]] char* demarche_run(demarche::Session* session, const char* request,
                                                          std::size_t num_bytes) {
  demarche::trap_where_memory_ends();
  return demarche::copy_for_host(demarche::answer_to(*session, {request, num_bytes}));
}

[[clang::export_name("demarche_close")]] void demarche_close(demarche::Session* session) { delete session; }

[[clang::export_name("demarche_release")]] void demarche_release(char* memory) { std::free(memory); }

// After a trap: what has failed, as a sentence that ends in a zero byte and stays the engine's; null where nothing is
// known.
[[clang::export_name("demarche_failure")]] const char* demarche_failure() { return demarche::failure(); }
}
