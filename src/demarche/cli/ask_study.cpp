#include "demarche/cli/ask_study.h"

#include "demarche/cli/kept_study.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace demarche::cli {
namespace {

// The questions of the parts that conditions were typed in: the last ones.
std::vector<Question> typed_conditions(const Loaded& loaded, std::size_t num_typed) {
  std::vector<Question> typed = loaded.varied.model.questions;
  const std::vector<Source::Part>& parts = loaded.reading.source.parts;
  const std::uint32_t begin = parts.at(parts.size() - num_typed).begin;
  std::erase_if(typed, [&](const Question& question) { return question.span.begin < begin; });
  return typed;
}

}  // namespace

void add_uncertainty_options(CLI::App& command, UncertaintyArguments& arguments, CLI::Option* equilibrium) {
  arguments.num_threads = std::max(1U, std::thread::hardware_concurrency());
  command
      .add_option("--study", arguments.study,
                  "beside the answers what they are over the draws of this study (a file that `demarche study` made)")
      ->excludes(equilibrium);
  auto* tip =
      command
          .add_flag("--tip", arguments.tip,
                    "find where each number alone tips the conditions; solves the game some twenty times a number")
          ->excludes(equilibrium);
  command
      .add_option(
          "--where", arguments.where,
          "CONDITION: look for it in the study's draws, and for --tip; such as \"P(a.move is x) > 20%\"; may be "
          "repeated (where a check of the model fails)")
      ->allow_extra_args(false);
  command.add_option("--threads", arguments.num_threads, "threads for --tip (all cores); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024))
      ->needs(tip);
}

OrRefusal<Source> with_conditions(Source source, const std::vector<std::string>& where) {
  std::size_t number = 0;
  for (const std::string& condition : where) {
    const auto bound = bound_of(condition);
    if (!bound) {
      return std::unexpected(Refusal{fmt::format("`{}` is not an answer, {}", condition, what_bounds_are),
                                     "`--where \"P(a.move is value) > 20%\"`"});
    }
    if (const std::string doubt = doubt_about(*bound); !doubt.empty()) return std::unexpected(Refusal{doubt, ""});
    source = with_part(std::move(source), fmt::format("condition {}", ++number), "ask " + bound->quantity + "\n");
  }
  return source;
}

OrRefusal<std::vector<Condition>> conditions_of(const Loaded& loaded, const std::vector<Question>& questions,
                                                const UncertaintyArguments& arguments) {
  if (arguments.where.empty()) {
    return failures_of(questions, point_of(loaded.varied.model, loaded.varied.parameters));
  }
  std::vector<Condition> conditions;
  const std::vector<Question> typed = typed_conditions(loaded, arguments.where.size());
  for (std::size_t k = 0; k < arguments.where.size(); ++k) {
    const bool one_number =
        typed.size() == arguments.where.size() && typed[k].kind == QuestionKind::Ask && typed[k].quantities.size() == 1;
    if (!one_number) {
      return std::unexpected(Refusal{"a condition is on one number", "`--where \"P(a.move is value) > 20%\"`"});
    }
    conditions.push_back({*bound_of(arguments.where[k]), typed[k]});
  }
  return conditions;
}

OrRefusal<ReadStudy> read_study_of(const Provenance& asked, const std::string& path) {
  const auto store = open_kept_study(path, OpenMode::Read);
  if (!store) return std::unexpected(store.error());
  auto study = read_study(*store);
  if (!study) return study;
  std::vector<std::string> differ = differences(study->card, asked);
  if (!differ.empty()) return std::unexpected(other_study(path, std::move(differ)));
  return study;
}

}  // namespace demarche::cli
