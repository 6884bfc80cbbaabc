#include "demarche/cli/method.h"

#include <map>

namespace demarche::cli {

void add_method_options(CLI::App& command, MethodArguments& arguments) {
  command
      .add_option("--method", arguments.method,
                  "path (the default): the logit path; regret: the regret minimiser that does best, of cfr+, dcfr, "
                  "pcfr+ and pdcfr+; or one of these; or mccfr, which samples")
      ->check(CLI::IsMember({"path", "regret", "cfr+", "dcfr", "pcfr+", "pdcfr+", "mccfr"}));
  const std::map<std::string, Form> forms{{"auto", Form::Automatic}, {"flat", Form::Flat}, {"public", Form::Public}};
  command
      .add_option("--form", arguments.form,
                  "flat: every history; public: the moves that everybody sees, with a vector over private types; auto "
                  "(the default): public where it applies and the flat tree is large")
      ->transform(CLI::Transformer(forms).description("{auto,flat,public}"))
      ->type_name("TEXT");
  command.add_option("--iterations", arguments.max_iterations, "regret minimisers: at most so many (100000)")
      ->type_name("NUMBER")
      ->check(whole_number(1, std::uint64_t{1} << 40U));
  add_seed_option(command, arguments.seed, "mccfr and --all");
  command.add_option("--threads", arguments.num_threads, "regret minimisers: threads (1); answers are the same bits")
      ->type_name("NUMBER")
      ->check(whole_number(1, 1024));
}

std::optional<RegretOptions> regret_options(const SolveArguments& solve, const MethodArguments& method) {
  const auto named = regret_method_named(method.method);
  if (!named) return std::nullopt;
  RegretOptions options;
  options.method = *named;
  options.max_iterations = method.max_iterations;
  options.seed = method.seed;
  if (solve.tolerance) options.tolerance = *solve.tolerance;
  return options;
}

}  // namespace demarche::cli
