#include "demarche/cli/method.h"

#include <map>

namespace demarche::cli {
namespace {

std::vector<std::string> method_names() {
  std::vector<std::string> names;
  for (const Method& method : methods()) names.emplace_back(method.name);
  return names;
}

}  // namespace

void add_method_options(CLI::App& command, MethodArguments& arguments) {
  command.add_option("--method", arguments.method, methods_in_words())->check(CLI::IsMember(method_names()));
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
}

void take_method(Plan& plan, const MethodArguments& arguments) {
  plan.method = method_named(arguments.method);
  plan.form = arguments.form;
  plan.max_iterations = arguments.max_iterations;
}

}  // namespace demarche::cli
