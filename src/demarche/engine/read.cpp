#include "demarche/engine/read.h"

#include "demarche/check/check.h"
#include "demarche/engine/select.h"
#include "demarche/point/form.h"
#include "demarche/syntax/parse.h"

#include <iterator>
#include <utility>

namespace demarche {

Reading read_model(Source source) {
  Parsed parsed = parse(source);
  Checked checked = check(source, parsed.tree);
  Diagnostics all = std::move(parsed.diagnostics);
  std::move(checked.diagnostics.begin(), checked.diagnostics.end(), std::back_inserter(all));
  return {std::move(source), std::move(parsed.tree), std::move(checked.model), std::move(all)};
}

namespace {

// What shows when payoffs and odds are worked out on every history, in the form that is solved.
Diagnostics faults_of_numbers(const Model& model) {
  const auto open = public_tree(model, {});
  if (open && *open) {
    const auto stakes = bind_public(model, **open, best_guesses(model));
    return stakes ? Diagnostics{} : stakes.error();
  }
  const auto built = build({model, best_guesses(model)}, {});
  return built ? Diagnostics{} : built.error();
}

}  // namespace

Diagnostics check_unfolding(const Model& model) {
  Diagnostics found = survey(model, {}).diagnostics;
  if (has_errors(found)) return found;
  const Diagnostics faults = faults_of_numbers(model);
  found.insert(found.end(), faults.begin(), faults.end());
  return found;
}

Diagnostics check_all(const Source& source) {
  if (is_game_file(source)) return read_game_file(source).diagnostics;
  return all_about(read_model(source));
}

Diagnostics all_about(const Reading& reading) {
  Diagnostics found = reading.diagnostics;
  if (has_errors(found)) return found;
  const Diagnostics unfolding = check_unfolding(reading.model);
  found.insert(found.end(), unfolding.begin(), unfolding.end());
  return found;
}

}  // namespace demarche
