#include "demarche/check/symbols.h"
#include "demarche/diag/letters.h"
#include "demarche/engine/read.h"
#include "demarche/lsp/edits.h"
#include "demarche/lsp/methods.h"
#include "demarche/lsp/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace demarche::lsp {
namespace {

const Symbol& symbol_of(const Meant& meant) { return symbols_of(meant.document)[meant.symbol]; }

bool is_quoted(const Meant& meant) { return source_of(meant.document).text[meant.span.begin] == '"'; }

// Why what stands there keeps its name, if so.
std::optional<std::string> is_kept(const Meant& meant) {
  const Symbol& symbol = symbol_of(meant);
  const bool is_word = symbol.kind == SymbolKind::Parameter && symbol.name == "precision";
  if (symbol.definition && !is_word) return std::nullopt;
  return fmt::format("`{}` is a word of the language", symbol.name);
}

std::expected<Meant, Fault> renamed_in(const Call& call) {
  const auto spot = spot_in(call);
  if (!spot) return std::unexpected(spot.error());
  const auto meant = meant_at(spot->document, spot->offset);
  if (!meant) return fault(Code::RequestFailed, "there is no name here");
  if (const auto why = is_kept(*meant)) return fault(Code::RequestFailed, *why);
  return *meant;
}

// Of what stands between quotes these stay where they are.
Span inner_span(const Meant& meant, Span span) {
  if (!is_quoted(meant)) return span;
  const bool is_closed = span.end - span.begin > 1 && source_of(meant.document).text[span.end - 1] == '"';
  return {span.begin + 1, span.end - (is_closed ? 1 : 0)};
}

std::optional<std::string> is_no_name(const Meant& meant, std::string_view name) {
  if (is_quoted(meant)) {
    const bool fits = !name.empty() && name.find_first_of("\"\r\n") == std::string_view::npos;
    return fits ? std::nullopt
                : std::optional<std::string>("it stands between quotes: one line, not empty, without quotes");
  }
  if (is_name(name)) return std::nullopt;
  return fmt::format("`{}` is no name: names are letters, digits and `_`, and begin with no digit", name);
}

std::vector<Edit> edits_to(const Meant& meant, const std::string& name) {
  std::vector<Edit> edits;
  for (const Mention& mention : mentions_of(meant)) edits.push_back({inner_span(meant, mention.span), name});
  return edits;
}

std::ptrdiff_t num_errors(const Diagnostics& diagnostics) {
  return std::ranges::count_if(diagnostics,
                               [](const Diagnostic& one) { return severity(one.kind) == Severity::Error; });
}

// Where stretches lie once edits are made: how far what stands behind each is moved by it and those before it.
struct Moves {
  std::vector<std::uint32_t> ends;
  std::vector<std::int64_t> by{0};
};

Moves moves_of(std::span<const Edit> edits) {
  Moves moves;
  for (const Edit& edit : edits) {
    moves.ends.push_back(edit.span.end);
    moves.by.push_back(moves.by.back() + std::int64_t(edit.text.size()) - (edit.span.end - edit.span.begin));
  }
  return moves;
}

std::uint32_t moved(std::uint32_t offset, const Moves& moves) {
  const auto num_before = std::ranges::upper_bound(moves.ends, offset) - moves.ends.begin();
  return static_cast<std::uint32_t>(offset + moves.by[static_cast<std::size_t>(num_before)]);
}

Span moved(Span span, const Moves& moves) { return {moved(span.begin, moves), moved(span.end, moves)}; }

bool stands_alike(const Symbol& before, const Symbol& after, const Moves& moves) {
  if (before.kind != after.kind || before.parent != after.parent) return false;
  if (before.definition.has_value() != after.definition.has_value() || before.uses.size() != after.uses.size())
    return false;
  if (before.definition && moved(*before.definition, moves) != *after.definition) return false;
  return std::ranges::equal(before.uses, after.uses, [&](Span one, Span other) { return moved(one, moves) == other; });
}

// Whether every word of the text names what it named, and no error is new: a name that is taken, or that the language
// reads as a word of its own where it stands, changes that.
bool keeps_meaning(const Meant& meant, std::span<const Edit> edits) {
  Document& document = meant.document;
  const Source& source = source_of(document);
  const std::vector<Edit> made(edits.begin(), edits.end());
  const Reading after = read_model(make_source(source.parts.front().name, with_edits(source.text, made)));
  if (num_errors(after.diagnostics) > num_errors(reading_of(document.session).diagnostics)) return false;
  const Moves moves = moves_of(edits);
  const Symbols renamed = demarche::symbols_of(after.source, after.tree);
  return std::ranges::equal(symbols_of(document), renamed,
                            [&](const Symbol& one, const Symbol& other) { return stands_alike(one, other, moves); });
}

std::string why_not(const Meant& meant, const std::string& name) {
  const std::string wanted = normalised(name);
  const Symbol& renamed = symbol_of(meant);
  for (const Symbol& other : symbols_of(meant.document)) {
    if (other.name != wanted || !other.definition || &other == &renamed) continue;
    const std::size_t line = place_of(source_of(meant.document), other.definition->begin).line;
    return fmt::format("`{}` is taken: line {} declares it", name, line);
  }
  return fmt::format("`{}` would be read as something else where it is to stand", name);
}

}  // namespace

Reply prepare_rename(Call& call) {
  const auto meant = renamed_in(call);
  if (!meant) return std::unexpected(meant.error());
  const Span span = inner_span(*meant, meant->span);
  const std::string& text = source_of(meant->document).text;
  return view::Data{{"range", data_of(ruler_of(meant->document), span)},
                    {"placeholder", text.substr(span.begin, span.end - span.begin)}};
}

Reply rename(Call& call) {
  const auto meant = renamed_in(call);
  if (!meant) return std::unexpected(meant.error());
  const auto name = call.params["newName"].text();
  if (!name) return fault(Code::InvalidParams, "the request names no new name");
  if (const auto why = is_no_name(*meant, *name)) return fault(Code::RequestFailed, *why);
  const std::vector<Edit> edits = edits_to(*meant, std::string(*name));
  if (!keeps_meaning(*meant, edits)) return fault(Code::RequestFailed, why_not(*meant, std::string(*name)));
  return workspace_edit(call.server.client, meant->document, edits);
}

}  // namespace demarche::lsp
