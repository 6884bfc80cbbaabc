#include "demarche/lsp/diagnostics.h"

#include "demarche/diag/shown.h"
#include "demarche/lsp/methods.h"

#include <algorithm>

namespace demarche::lsp {
namespace {

int number_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return 1;
    case Severity::Warning:
      return 2;
    case Severity::Note:
      return 3;
    case Severity::Remark:
      return 4;
  }
  return 1;
}

std::string words_of(const Diagnostic& diagnostic) {
  std::string words = shortened(diagnostic.message);
  if (!diagnostic.primary.text.empty()) words += ": " + shortened(diagnostic.primary.text);
  if (!diagnostic.help.empty()) words += "\nhelp: " + shortened(diagnostic.help);
  return words;
}

}  // namespace

view::Data data_of(const Document& document, const Diagnostic& diagnostic) {
  const Ruler ruler = ruler_of(document);
  view::Data data = {{"range", data_of(ruler, diagnostic.primary.span)},
                     {"severity", number_of(severity(diagnostic.kind))},
                     {"code", info(diagnostic.kind).code},
                     {"source", "demarche"},
                     {"message", words_of(diagnostic)}};
  for (const Label& other : diagnostic.others) {
    view::Data related = {{"message", other.text.empty() ? "see here" : shortened(other.text)}};
    related["location"] = {{"uri", document.uri}, {"range", data_of(ruler, other.span)}};
    data["relatedInformation"].push_back(std::move(related));
  }
  return data;
}

view::Data told_of(Document& document) {
  view::Data params = {{"uri", document.uri}};
  if (document.version) params["version"] = *document.version;
  params["diagnostics"] = view::Data::list();
  for (const Diagnostic* one : shown_of(diagnostics_of(document), most_in_json).diagnostics)
    params["diagnostics"].push_back(data_of(document, *one));
  view::Data message = {{"method", "textDocument/publishDiagnostics"}};
  message["params"] = std::move(params);
  return message;
}

view::Data nothing_told_of(std::string_view uri) {
  view::Data params = {{"uri", uri}};
  params["diagnostics"] = view::Data::list();
  view::Data message = {{"method", "textDocument/publishDiagnostics"}};
  message["params"] = std::move(params);
  return message;
}

}  // namespace demarche::lsp
