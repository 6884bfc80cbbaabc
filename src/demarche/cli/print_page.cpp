#include "demarche/cli/print_page.h"

#include "demarche/cli/console.h"
#include "demarche/render/json.h"
#include "demarche/render/text.h"

namespace demarche::cli {

void print_page(const view::Page& page, bool as_json) {
  const TerminalOptions options = stdout_options();
  print(as_json ? render::json_of(page.data) : render::text_of(page, {options.colour, options.width}));
}

}  // namespace demarche::cli
