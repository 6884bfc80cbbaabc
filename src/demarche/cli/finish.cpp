#include "demarche/cli/finish.h"

#include "demarche/cli/assets.h"
#include "demarche/render/csv.h"
#include "demarche/render/json.h"
#include "demarche/render/markdown.h"
#include "demarche/render/text.h"
#include "demarche/store/write_file.h"
#include "demarche/view/report_page.h"

#include <fmt/format.h>

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

std::optional<int> cannot_write_page(const std::string& path) {
  const auto tried = path.empty() ? Written<void>() : try_to_write(path);
  return tried ? std::nullopt : std::optional(usage_error(tried.error()));
}

int write_page(const Report& report, const std::string& path) {
  const auto written = write_file(path, render::html_of(report_page(report), report_assets()));
  if (!written) return usage_error(written.error());
  complain(fmt::format("report: {}\n", path));
  return code(Exit::Ok);
}

std::optional<int> exit_of_search(const Equilibria& equilibria, const ProgressLine& progress) {
  if (!equilibria.stopped) return std::nullopt;
  complain(
      fmt::format("{}: the search for other equilibria came through {} of {} starts; these were found until then\n",
                  progress.why_stopped(), equilibria.num_starts, equilibria.num_starts_asked));
  return progress.stopped_code();
}

int exit_of(const Solution& solution, const ProgressLine& progress) {
  if (progress.stopped()) {
    complain(fmt::format("{}: this is the best profile so far, with its certificate\n", progress.why_stopped()));
    return progress.stopped_code();
  }
  const bool is_reached = reached(solution.reason);
  if (!is_reached) complain("the certificate asked for was not reached: this is the best profile found\n");
  return code(is_reached ? Exit::Ok : Exit::NotCertified);
}

}  // namespace demarche::cli
