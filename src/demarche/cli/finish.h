#pragma once

#include "demarche/cli/console.h"
#include "demarche/cli/options.h"
#include "demarche/engine/engine.h"
#include "demarche/view/page.h"

#include <expected>
#include <optional>
#include <string>

namespace demarche::cli {

// The part of a page that the format asked for is made of, and the page printed in that format.
view::Part part_of(const PrintArguments& format);
void show(const view::Page& page, const PrintArguments& format);

// The file opened, and what the arguments of most commands ask of it; or the exit code, after a sentence on why not.
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

// A result is shown, and its report page written where it has one; the exit code where that cannot be. `asked`: what
// the page asks again by itself, as JSON; empty: it stands still.
int show_with_page(const Result& result, const SolveArguments& arguments, const std::string& asked = {});

// The exit code, after one sentence, where no report page can be written there: said before the work. Empty: none
// wanted.
std::optional<int> cannot_write_page(const std::string& path);

}  // namespace demarche::cli
