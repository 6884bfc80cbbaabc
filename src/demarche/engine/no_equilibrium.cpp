#include "demarche/engine/no_equilibrium.h"

#include "demarche/engine/results.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {

Result no_such_equilibrium(const Source& source, const Equilibria& equilibria, std::size_t number) {
  if (!equilibria.stopped) {
    return refused(source,
                   {fmt::format("there is no equilibrium {}: the search found {}", number, equilibria.rows.size()),
                    "`demarche solve FILE --all` lists them; more `--starts` may find more"});
  }
  Result result{Outcome::Stopped, {}, source, {}, {}};
  result.message.sentence =
      fmt::format("the search came through {} of {} and found {}, so that there is no equilibrium {} yet",
                  equilibria.num_starts, counted(equilibria.num_starts_asked, "start"), equilibria.rows.size(), number);
  return result;
}

}  // namespace demarche
