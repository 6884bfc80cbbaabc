#include "demarche/diag/mend.h"
#include "demarche/diag/shown.h"
#include "demarche/lsp/diagnostics.h"
#include "demarche/lsp/edits.h"
#include "demarche/lsp/methods.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche::lsp {
namespace {

constexpr std::size_t most_actions = 100;

// `Israel`, or the begin of what is longer or goes over several lines.
std::string named(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \r\n");
  if (begin == std::string_view::npos) return text.empty() ? "" : "white space";
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
  return fmt::format("`{}`", shortened(line));
}

std::string title_of(const Source& source, const Fix& fix) {
  if (fix.edits.size() > 1) return fmt::format("Mend this in {} places", fix.edits.size());
  const Edit& edit = fix.edits.front();
  const std::string_view old = std::string_view(source.text).substr(edit.span.begin, edit.span.end - edit.span.begin);
  if (edit.text.empty()) return "Remove " + named(old);
  if (old.empty()) return "Insert " + named(edit.text);
  return fmt::format("Change {} to {}", named(old), named(edit.text));
}

// Whether actions of a kind are asked for, where a client asks for some only: `source` stands for all that begin so.
bool is_wanted(const Value& only, std::string_view kind) {
  if (!only.is(JsonKind::List)) return true;
  for (std::size_t row = 0; row < only.size(); ++row) {
    const std::string_view wanted = only.element(row).text().value_or("?");
    if (kind == wanted || wanted.empty() || (kind.starts_with(wanted) && kind[wanted.size()] == '.')) return true;
  }
  return false;
}

view::Data action_for(const Call& call, const Document& document, const Diagnostic& diagnostic, const Fix& fix) {
  view::Data action = {{"title", title_of(source_of(document), fix)}, {"kind", "quickfix"}};
  action["diagnostics"].push_back(data_of(document, diagnostic));
  if (fix.certain) action["isPreferred"] = true;
  action["edit"] = workspace_edit(call.server.client, document, fix.edits);
  return action;
}

void add_fixes(view::Data& actions, const Call& call, Document& document, Span span) {
  for (const Diagnostic& diagnostic : diagnostics_of(document)) {
    const Span place = diagnostic.primary.span;
    if (place.begin > span.end || place.end < span.begin) continue;
    for (const Fix& fix : diagnostic.fixes) {
      if (actions.size() < most_actions) actions.push_back(action_for(call, document, diagnostic, fix));
    }
  }
}

// All that can be mended for certain, as `demarche check --fix` does.
void add_mending(view::Data& actions, const Call& call, Document& document) {
  const Source& source = source_of(document);
  const Diagnostics& found = diagnostics_of(document);
  const auto check = [&](const Source& text) {
    return text.text == source.text ? found : all_soon_about(read_model(text));
  };
  const Mended mended = mend(source, check);
  if (mended.num_fixes == 0) return;
  const std::string title = mended.num_fixes == 1 ? std::string("Make the one fix that is certain")
                                                  : fmt::format("Make all {} fixes that are certain", mended.num_fixes);
  view::Data action = {{"title", title}, {"kind", "source.fixAll"}};
  action["edit"] = workspace_edit(call.server.client, document, edits_between(source.text, mended.source.text));
  actions.push_back(std::move(action));
}

}  // namespace

Reply code_action(Call& call) {
  const auto document = document_in(call);
  if (!document) return std::unexpected(document.error());
  const auto span = span_in(ruler_of(**document), call.params["range"]);
  if (!span) return fault(Code::InvalidParams, "the request names no range");
  const Value only = call.params["context"]["only"];
  view::Data actions = view::Data::list();
  if (is_wanted(only, "quickfix")) add_fixes(actions, call, **document, *span);
  if (is_wanted(only, "source.fixAll") && is_crisis(**document)) add_mending(actions, call, **document);
  return actions;
}

}  // namespace demarche::lsp
