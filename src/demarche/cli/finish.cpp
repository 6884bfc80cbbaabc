#include "demarche/cli/finish.h"

#include "demarche/cli/assets.h"

#include <fmt/format.h>

namespace demarche::cli {

int write_page(const Report& report, const std::string& path) {
  const auto written = write_text(path, page(report, report_assets()));
  if (!written) return usage_error(written.error());
  complain(fmt::format("report: {}\n", path));
  return code(Exit::Ok);
}

std::optional<int> exit_of_search(const Equilibria& equilibria, const ProgressLine& progress) {
  if (!equilibria.stopped) return std::nullopt;
  complain(
      fmt::format("the search for other equilibria was stopped after {} of {} starts: these were found until then\n",
                  equilibria.num_starts, equilibria.num_starts_asked));
  return code(progress.interrupted() ? Exit::Interrupted : Exit::Limit);
}

int exit_of(const Solution& solution, const ProgressLine& progress) {
  if (progress.interrupted()) {
    complain("interrupted: this is the best profile so far, with its certificate\n");
    return code(Exit::Interrupted);
  }
  if (progress.out_of_time()) {
    complain("the time limit was reached: this is the best profile so far, with its certificate\n");
    return code(Exit::Limit);
  }
  const bool is_reached = reached(solution.reason);
  if (!is_reached) complain("the certificate asked for was not reached: this is the best profile found\n");
  return code(is_reached ? Exit::Ok : Exit::NotCertified);
}

}  // namespace demarche::cli
