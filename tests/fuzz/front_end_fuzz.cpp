#include "demarche/check/check.h"

#include "front_end_rules.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

// Any bytes at all: they are read, formatted and checked, and what must hold of every text holds of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const std::string_view rule = demarche::front_end::broken_rule(text); !rule.empty()) {
    std::fprintf(stderr, "broken: %.*s\n", static_cast<int>(rule.size()), rule.data());
    std::abort();
  }
  const demarche::Source source = demarche::make_source("model.crisis", text);
  const demarche::Checked checked = demarche::check(source, demarche::parse(source).tree);
  demarche::render_all(source, checked.diagnostics, demarche::Colour::Never);
  return 0;
}
