#include "demarche/lsp/names.h"

#include <algorithm>
#include <utility>

namespace demarche::lsp {
namespace {

// The symbol that is nearest so far, and where it is named; no row: none.
struct Nearest {
  std::size_t row = std::string::npos;
  Span span;
};

// Of two names that touch the one that begins there is meant.
void take_nearer(Nearest& nearest, std::size_t row, Span span, std::uint32_t offset) {
  const bool touches = span.begin <= offset && offset <= span.end;
  if (touches && (nearest.row == std::string::npos || span.begin > nearest.span.begin)) nearest = {row, span};
}

// Whether it is how an actor votes.
bool is_ballot(const Symbols& symbols, const Symbol& symbol) {
  return !symbol.definition && symbol.parent && symbols[*symbol.parent].kind == SymbolKind::Vote &&
         symbols[*symbol.parent].name == symbol.name;
}

void add(std::vector<Mention>& mentions, const Symbol& symbol) {
  if (symbol.definition) mentions.push_back({*symbol.definition, true});
  for (const Span span : symbol.uses) mentions.push_back({span, false});
}

}  // namespace

std::optional<Meant> meant_at(Document& document, std::uint32_t offset) {
  const Symbols& symbols = symbols_of(document);
  Nearest nearest;
  for (std::size_t row = 0; row < symbols.size(); ++row) {
    if (symbols[row].definition) take_nearer(nearest, row, *symbols[row].definition, offset);
    for (const Span span : symbols[row].uses) take_nearer(nearest, row, span, offset);
  }
  if (nearest.row == std::string::npos) return std::nullopt;
  const Symbol& named = symbols[nearest.row];
  return Meant{document, is_ballot(symbols, named) ? *named.parent : nearest.row, nearest.span};
}

std::vector<Mention> mentions_of(const Meant& meant) {
  const Symbols& symbols = symbols_of(meant.document);
  std::vector<Mention> mentions;
  add(mentions, symbols[meant.symbol]);
  for (const Symbol& symbol : symbols) {
    if (symbol.parent == meant.symbol && is_ballot(symbols, symbol)) add(mentions, symbol);
  }
  std::ranges::sort(mentions, {}, [](const Mention& mention) { return mention.span.begin; });
  return mentions;
}

}  // namespace demarche::lsp
