#pragma once

#include "demarche/check/check.h"
#include "demarche/compile/compile.h"
#include "demarche/syntax/parse.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

// A model from its text; a text with errors ends the test with what `demarche check` would say.
inline demarche::Model model_from(const std::string& text) {
  const demarche::Source source = demarche::make_source("model.crisis", text);
  const demarche::Parsed parsed = demarche::parse(source);
  demarche::Checked checked = demarche::check(source, parsed.tree);
  demarche::Diagnostics all = parsed.diagnostics;
  all.insert(all.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  const bool errors = demarche::has_errors(all);
  INFO(text);
  INFO(demarche::render_all(source, all, demarche::Colour::Never));
  REQUIRE_FALSE(errors);
  return std::move(checked.model);
}

inline demarche::Compiled compiled_from(const demarche::Model& model) {
  auto compiled = demarche::compile(model, {});
  INFO((compiled ? std::string() : compiled.error().front().message));
  REQUIRE(compiled.has_value());
  return std::move(*compiled);
}

// The text of a file of tests/unit/models.
inline std::string model_text(const std::string& name) {
  std::ifstream file(std::string(DEMARCHE_SOURCE_DIR) + "/tests/unit/models/" + name);
  std::stringstream text;
  text << file.rdbuf();
  REQUIRE_FALSE(text.str().empty());
  return text.str();
}
