#pragma once

#include "demarche/cli/options.h"
#include "demarche/game/strategy_file.h"

#include <expected>
#include <string>

namespace demarche::cli {

// The file as a source, or one sentence about why it cannot be read. `example:april2024` is a model built into the
// program.
std::expected<Source, std::string> load(const std::string& file);

// A model read, checked and ready to be solved. `exit_code` is set, and everything said, where it is not.
struct Loaded {
  Reading reading;
  Selection selection;
  Varied varied;
};
std::optional<Loaded> load_model(Source source, const SolveArguments& arguments, int& exit_code);

// The strategy in a file, or nullopt after saying what is wrong with it. `profile`: see read_strategy.
std::optional<StrategyRead> load_strategy(const Game& game, const std::string& path,
                                          std::optional<std::size_t> profile = {});

}  // namespace demarche::cli
