#include "demarche/cli/finish.h"

#include "demarche/cli/assets.h"
#include "demarche/cli/engine_file.h"
#include "demarche/cli/load.h"
#include "demarche/render/csv.h"
#include "demarche/render/json.h"
#include "demarche/render/markdown.h"
#include "demarche/render/text.h"
#include "demarche/store/write_file.h"

#include <fmt/format.h>

#include <utility>

namespace demarche::cli {

view::Part part_of(const PrintArguments& format) {
  if (format.json) return view::Part::Data;
  return format.csv ? view::Part::Table : view::Part::Sections;
}

void show(const view::Page& page, const PrintArguments& format) {
  if (format.json) print(render::json_of(page.data));
  else if (format.csv) print(render::csv_of(*page.table));
  else if (format.markdown) print(render::markdown_of(page));
  else print(render::text_of(page, stdout_options()));
}

namespace {

Request request_of(Errand errand, const SolveArguments& arguments, Selection selection) {
  Request request;
  request.errand = errand;
  request.selection = std::move(selection);
  request.plan = plan_of(arguments);
  request.parts = {part_of(arguments)};
  return request;
}

}  // namespace

std::expected<Opened, int> open_to(Errand errand, const SolveArguments& arguments) {
  auto source = load(arguments.file);
  if (!source) return std::unexpected(usage_error(source.error()));
  auto selection = selection_of(arguments);
  if (!selection) {
    return std::unexpected(usage_error(selection.error(), "`demarche describe` lists the parameters and variants"));
  }
  return Opened{open_session(std::move(*source)), request_of(errand, arguments, std::move(*selection))};
}

namespace {

int exit_code_of(Outcome outcome, const ProgressLine& progress) {
  switch (outcome) {
    case Outcome::Ok:
      return code(Exit::Ok);
    case Outcome::ModelErrors:
      return code(Exit::ModelErrors);
    case Outcome::Usage:
      return code(Exit::Usage);
    case Outcome::NotCertified:
      return code(Exit::NotCertified);
    case Outcome::CheckFailed:
      return code(Exit::CheckFailed);
    case Outcome::Limit:
      return code(Exit::Limit);
    case Outcome::Stopped:
      return progress.stopped_code();
  }
  return code(Exit::Ok);
}

}  // namespace

void show_result(const Result& result, const PrintArguments& format) {
  for (const std::string& remark : result.remarks) complain(remark + "\n");
  print_diagnostics(result.source, result.diagnostics);
  const bool for_programs_alone = result.page && result.page->sections.empty() && !result.page->table;
  if (result.page && (format.json || !for_programs_alone)) show(*result.page, format);
}

int tell_outcome(const Result& result, const ProgressLine& progress) {
  if (!result.message.sentence.empty()) {
    const std::string why = result.outcome == Outcome::Stopped ? progress.why_stopped() + ": " : std::string();
    complain(fmt::format("{}{}\n", why, result.message.sentence));
    if (!result.message.help.empty()) complain(fmt::format("  = help: {}\n", result.message.help));
  }
  return exit_code_of(result.outcome, progress);
}

int conclude(const Result& result, const PrintArguments& format, const ProgressLine& progress) {
  const bool is_refused = !result.page && (result.outcome == Outcome::Usage || result.outcome == Outcome::Limit);
  if (is_refused && !result.message.sentence.empty()) return refused(result.message);
  show_result(result, format);
  return tell_outcome(result, progress);
}

std::optional<int> cannot_write_page(const std::string& path) {
  const auto tried = path.empty() ? Written<void>() : try_to_write(path);
  return tried ? std::nullopt : std::optional(usage_error(tried.error()));
}

namespace {

// With the engine, where the page is to answer by itself and there is one.
std::string html_to_write(view::Page page, const std::string& asked) {
  const std::string engine = asked.empty() ? std::string() : packed_engine();
  if (!engine.empty()) return render::html_of(page, report_assets(), render::Living{engine, asked});
  if (!asked.empty()) page.foot.push_back(view::with_code(std::string(how_to_get_the_engine)));
  return render::html_of(page, report_assets());
}

int write_page(const view::Page& page, const std::string& path, const std::string& asked) {
  const auto written = write_file(path, html_to_write(page, asked));
  if (!written) return usage_error(written.error());
  complain(fmt::format("report: {}\n", path));
  return code(Exit::Ok);
}

}  // namespace

int show_with_page(const Result& result, const SolveArguments& arguments, const std::string& asked) {
  show_result(result, arguments);
  return result.report ? write_page(*result.report, arguments.html, asked) : code(Exit::Ok);
}

}  // namespace demarche::cli
