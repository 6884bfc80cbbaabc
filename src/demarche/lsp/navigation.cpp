#include "demarche/lsp/methods.h"
#include "demarche/lsp/names.h"

#include <algorithm>

namespace demarche::lsp {
namespace {

view::Data location(const Document& document, Span span) {
  return {{"uri", document.uri}, {"range", data_of(ruler_of(document), span)}};
}

std::expected<std::optional<Meant>, Fault> meant_in(const Call& call) {
  const auto spot = spot_in(call);
  if (!spot) return std::unexpected(spot.error());
  return meant_at(spot->document, spot->offset);
}

}  // namespace

Reply definition(Call& call) {
  const auto meant = meant_in(call);
  if (!meant) return std::unexpected(meant.error());
  if (!*meant) return view::Data();
  const Document& document = (*meant)->document;
  const auto& place = symbols_of((*meant)->document)[(*meant)->symbol].definition;
  return place ? location(document, *place) : view::Data();
}

Reply references(Call& call) {
  const auto meant = meant_in(call);
  if (!meant) return std::unexpected(meant.error());
  if (!*meant) return view::Data();
  const bool with_definition = call.params["context"]["includeDeclaration"].truth().value_or(true);
  view::Data list = view::Data::list();
  for (const Mention& mention : mentions_of(**meant)) {
    if (with_definition || !mention.is_definition) list.push_back(location((*meant)->document, mention.span));
  }
  return list;
}

Reply document_highlight(Call& call) {
  const auto meant = meant_in(call);
  if (!meant) return std::unexpected(meant.error());
  if (!*meant) return view::Data();
  constexpr int reads = 2;
  constexpr int writes = 3;
  view::Data list = view::Data::list();
  for (const Mention& mention : mentions_of(**meant)) {
    list.push_back({{"range", data_of(ruler_of((*meant)->document), mention.span)},
                    {"kind", mention.is_definition ? writes : reads}});
  }
  return list;
}

}  // namespace demarche::lsp
