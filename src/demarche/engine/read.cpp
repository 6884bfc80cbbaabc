#include "demarche/engine/read.h"

#include "demarche/check/check.h"
#include "demarche/engine/select.h"
#include "demarche/point/form.h"
#include "demarche/syntax/parse.h"

#include <algorithm>
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

namespace {

constexpr double most_histories_soon = 50'000;

// Model -> Game -> Stakes at the best guesses, for what only shows when the story is walked through: cases that run
// out, numbers out of their bounds on some history. In the form in which the model would be solved.
Diagnostics check_unfolding(const Model& model, const CompileOptions& options) {
  Diagnostics found = survey(model, options).diagnostics;
  if (has_errors(found)) return found;
  const Diagnostics faults = faults_of_numbers(model);
  found.insert(found.end(), faults.begin(), faults.end());
  return found;
}

Diagnostics with_unfolding(const Reading& reading, const Diagnostics& unfolding) {
  Diagnostics found = reading.diagnostics;
  found.insert(found.end(), unfolding.begin(), unfolding.end());
  return found;
}

}  // namespace

Diagnostics check_all(const Source& source) {
  if (is_game_file(source)) return read_game_file(source).diagnostics;
  return all_about(read_model(source));
}

Diagnostics all_about(const Reading& reading) {
  if (has_errors(reading.diagnostics)) return reading.diagnostics;
  return with_unfolding(reading, check_unfolding(reading.model, {}));
}

Diagnostics all_soon_about(const Reading& reading) {
  if (has_errors(reading.diagnostics)) return reading.diagnostics;
  const Diagnostics unfolding = check_unfolding(reading.model, {most_histories_soon});
  const bool is_large = std::ranges::find(unfolding, Kind::E020, &Diagnostic::kind) != unfolding.end();
  return is_large ? reading.diagnostics : with_unfolding(reading, unfolding);
}

}  // namespace demarche
