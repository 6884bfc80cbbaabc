#include "demarche/view/diagnostics_data.h"

#include "demarche/diag/shown.h"
#include "demarche/view/places.h"

namespace demarche {
namespace {

std::string_view severity_word(Severity severity) {
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

view::Data label_data(const Source& source, const Label& label) {
  const Place begin = place_of(source, label.span.begin);
  const Place end = place_of(source, label.span.end);
  return {{"file", begin.file},   {"line", begin.line},       {"column", begin.column},
          {"end_line", end.line}, {"end_column", end.column}, {"label", shortened(label.text)}};
}

view::Data fix_data(const Source& source, const Fix& fix) {
  view::Data edits = view::Data::list();
  for (const Edit& edit : fix.edits) {
    view::Data data = {{"file", place_of(source, edit.span.begin).file}};
    data.update(data_of_span(source, edit.span));
    data["text"] = edit.text;
    edits.push_back(std::move(data));
  }
  return {{"certain", fix.certain}, {"edits", std::move(edits)}};
}

view::Data diagnostic_data(const Source& source, const Diagnostic& diagnostic) {
  view::Data data = {{"code", info(diagnostic.kind).code},
                     {"severity", severity_word(severity(diagnostic.kind))},
                     {"message", shortened(diagnostic.message)}};
  data.update(label_data(source, diagnostic.primary));
  data["others"] = view::Data::list();
  for (const Label& other : diagnostic.others) data["others"].push_back(label_data(source, other));
  data["help"] = shortened(diagnostic.help);
  data["fixes"] = view::Data::list();
  for (const Fix& fix : diagnostic.fixes) data["fixes"].push_back(fix_data(source, fix));
  return data;
}

// As they were found, but for those that are too many to print.
std::vector<const Diagnostic*> printed_diagnostics(const Diagnostics& diagnostics) {
  if (diagnostics.size() > most_in_json) return shown_of(diagnostics, most_in_json).diagnostics;
  std::vector<const Diagnostic*> printed;
  for (const Diagnostic& diagnostic : diagnostics) printed.push_back(&diagnostic);
  return printed;
}

}  // namespace

view::Data diagnostics_list(const Source& source, const Diagnostics& diagnostics) {
  view::Data list = view::Data::list();
  for (const Diagnostic* one : printed_diagnostics(diagnostics)) list.push_back(diagnostic_data(source, *one));
  return list;
}

view::Data diagnostics_data(const Source& source, const Diagnostics& diagnostics) {
  view::Data data = {{"schema", 1}, {"diagnostics", diagnostics_list(source, diagnostics)}};
  const Shown shown = shown_of(diagnostics, most_in_json);
  for (const auto& [kind, number] : shown.left_out) data["left_out"][info(kind).code] = number;
  return data;
}

view::Data explanation_data(const KindInfo& kind) {
  return {{"schema", 1}, {"code", kind.code}, {"title", kind.title}, {"explanation", kind.explanation}};
}

view::Data kinds_data() {
  view::Data kinds = view::Data::list();
  for (const KindInfo& kind : all_kinds()) kinds.push_back({{"code", kind.code}, {"title", kind.title}});
  return {{"schema", 1}, {"diagnostics", std::move(kinds)}};
}

}  // namespace demarche
