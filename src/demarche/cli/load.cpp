#include "demarche/cli/load.h"

#include "demarche/cli/console.h"
#include "demarche/cli/embedded.h"
#include "demarche/game/foreign_file.h"

#include <fmt/format.h>

namespace demarche::cli {

namespace {

constexpr std::string_view example_prefix = "example:";

std::expected<Source, std::string> load_example(std::string_view name) {
  for (const EmbeddedText& example : examples()) {
    if (example.name == name) return make_source(fmt::format("{}.crisis", name), std::string(example.text));
  }
  return std::unexpected(fmt::format("no example is called `{}`", name));
}

}  // namespace

std::expected<Source, std::string> load(const std::string& file) {
  if (file.starts_with(example_prefix)) return load_example(file.substr(example_prefix.size()));
  auto text = read_text(file);
  if (!text) return std::unexpected(text.error());
  const std::string name = file == "-" ? "standard input" : file;
  if (const std::string words = foreign_words(name, *text); !words.empty()) {
    return std::unexpected(fmt::format("`{}` {}", name, words));
  }
  return make_source(name, std::move(*text));
}

std::expected<Source, std::string> load_text(const std::string& file) {
  auto text = read_text(file);
  if (!text) return std::unexpected(std::move(text.error()));
  return make_source(file, std::move(*text));
}

}  // namespace demarche::cli
