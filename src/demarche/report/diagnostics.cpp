#include "demarche/report/diagnostics.h"

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
          {"end_line", end.line}, {"end_column", end.column}, {"label", label.text}};
}

}  // namespace

Json json_of_diagnostics(const Source& source, const Diagnostics& diagnostics) {
  Json rows = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    Json row = {{"code", info(diagnostic.kind).code},
                {"severity", word_of(severity(diagnostic.kind))},
                {"message", diagnostic.message}};
    row.update(json_of(source, diagnostic.primary));
    row["others"] = Json::array();
    for (const Label& other : diagnostic.others) row["others"].push_back(json_of(source, other));
    row["help"] = diagnostic.help;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string diagnostics_as_json(const Source& source, const Diagnostics& diagnostics) {
  return text_of({{"schema", 1}, {"diagnostics", json_of_diagnostics(source, diagnostics)}});
}

}  // namespace demarche
