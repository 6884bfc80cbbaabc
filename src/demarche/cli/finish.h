#pragma once

#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/engine/engine.h"
#include "demarche/point/equilibria.h"
#include "demarche/view/page.h"

#include <expected>
#include <optional>
#include <string>

namespace demarche::cli {

// The part of a page that the format asked for is made of, and the page printed in that format.
view::Part part_of(const PrintArguments& format);
void show(const view::Page& page, const PrintArguments& format);

// What the engine is asked, of what the arguments of most commands say.
Request request_of(Errand errand, const SolveArguments& arguments, Selection selection);

// The file opened beside that, for what a command has to add; or the exit code, after a sentence on why not.
struct Opened {
  Session session;
  Request request;
};
std::expected<Opened, int> open_to(Errand errand, const SolveArguments& arguments);

// Prints a result in the format asked for, says on stderr what is to be said of it, and gives its exit code. And both
// halves of that, for what comes between them.
int conclude(const Result& result, const PrintArguments& format, const ProgressLine& progress);
void show_result(const Result& result, const PrintArguments& format);
int tell_outcome(const Result& result, const ProgressLine& progress);

// The exit code, after one sentence, where no report page can be written there: said before the work. Empty: none
// wanted.
std::optional<int> cannot_write_page(const std::string& path);

// Writes the report page and says where it is; the exit code.
int write_page(const view::Page& page, const std::string& path);

// One sentence on stderr where the search for other equilibria was stopped, and the exit code that it deserves then;
// nothing where it was not.
std::optional<int> exit_of_search(const Equilibria& equilibria, const ProgressLine& progress);

// The exit code, after saying what is wrong with a problem or why it is not solved as was asked.
int failed(const Source& source, const Failure& failure, bool as_json);

// The exit code that a solution deserves, after one sentence on stderr where it is not what was asked for.
int exit_of(const Solution& solution, const ProgressLine& progress);

}  // namespace demarche::cli
