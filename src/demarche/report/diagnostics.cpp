#include "demarche/report/diagnostics.h"

#include "demarche/diag/shown.h"
#include "demarche/report/json_parts.h"

namespace demarche {
namespace {

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
    case Severity::Remark:
      return "remark";
  }
  return "error";
}

Json json_of(const Source& source, const Label& label) {
  const Place begin = place_of(source, label.span.begin);
  const Place end = place_of(source, label.span.end);
  return {{"file", begin.file},   {"line", begin.line},       {"column", begin.column},
          {"end_line", end.line}, {"end_column", end.column}, {"label", shortened(label.text)}};
}

Json json_of_place(const Source& source, std::uint32_t offset) {
  const Place place = place_of(source, offset);
  return {{"line", place.line}, {"column", place.column}, {"offset", place.offset}};
}

Json json_of(const Source& source, const Fix& fix) {
  Json edits = Json::array();
  for (const Edit& edit : fix.edits) {
    edits.push_back({{"file", place_of(source, edit.span.begin).file},
                     {"begin", json_of_place(source, edit.span.begin)},
                     {"end", json_of_place(source, edit.span.end)},
                     {"text", edit.text}});
  }
  return {{"certain", fix.certain}, {"edits", std::move(edits)}};
}

// As they were found, but for those that are too many to print.
std::vector<const Diagnostic*> rows_of(const Diagnostics& diagnostics) {
  if (diagnostics.size() > most_in_json) return shown_of(diagnostics, most_in_json).diagnostics;
  std::vector<const Diagnostic*> rows;
  for (const Diagnostic& diagnostic : diagnostics) rows.push_back(&diagnostic);
  return rows;
}

}  // namespace

Json json_of_diagnostics(const Source& source, const Diagnostics& diagnostics) {
  Json rows = Json::array();
  for (const Diagnostic* row : rows_of(diagnostics)) {
    const Diagnostic& diagnostic = *row;
    Json page = {{"code", info(diagnostic.kind).code},
                 {"severity", word_of(severity(diagnostic.kind))},
                 {"message", shortened(diagnostic.message)}};
    page.update(json_of(source, diagnostic.primary));
    page["others"] = Json::array();
    for (const Label& other : diagnostic.others) page["others"].push_back(json_of(source, other));
    page["help"] = shortened(diagnostic.help);
    page["fixes"] = Json::array();
    for (const Fix& fix : diagnostic.fixes) page["fixes"].push_back(json_of(source, fix));
    rows.push_back(std::move(page));
  }
  return rows;
}

std::string diagnostics_as_json(const Source& source, const Diagnostics& diagnostics) {
  Json page = {{"schema", 1}, {"diagnostics", json_of_diagnostics(source, diagnostics)}};
  const Shown shown = shown_of(diagnostics, most_in_json);
  for (const auto& [kind, number] : shown.left_out) page["left_out"][std::string(info(kind).code)] = number;
  return text_of(page);
}

}  // namespace demarche
