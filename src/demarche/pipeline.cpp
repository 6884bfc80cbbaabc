#include "demarche/pipeline.h"

#include "demarche/base/sha256.h"
#include "demarche/game/nfg.h"
#include "demarche/point/form.h"
#include "demarche/syntax/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace demarche {

Reading read_model(Source source) {
  Parsed parsed = parse(source);
  Checked checked = check(source, parsed.tree);
  Diagnostics all = std::move(parsed.diagnostics);
  std::move(checked.diagnostics.begin(), checked.diagnostics.end(), std::back_inserter(all));
  return {std::move(source), std::move(parsed.tree), std::move(checked.model), std::move(all)};
}

namespace {

// What shows when payoffs and odds are worked out on every history, in the form that is solved.
Diagnostics faults_of_numbers(const Model& model) {
  const auto open = public_tree(model, {});
  if (open && *open) {
    const auto stakes = bind_public(model, **open, best_guesses(model));
    return stakes ? Diagnostics{} : stakes.error();
  }
  const auto built = build({model, best_guesses(model)}, {});
  return built ? Diagnostics{} : built.error();
}

}  // namespace

Diagnostics check_unfolding(const Model& model) {
  Diagnostics found = survey(model, {}).diagnostics;
  if (has_errors(found)) return found;
  const Diagnostics faults = faults_of_numbers(model);
  found.insert(found.end(), faults.begin(), faults.end());
  return found;
}

std::expected<Built, Diagnostics> build(const Varied& varied, const CompileOptions& options) {
  auto compiled = compile(varied.model, options);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  auto stakes = demarche::bind(varied.model, *compiled, varied.parameters);
  if (!stakes) return std::unexpected(std::move(stakes.error()));
  return Built{std::move(*compiled), std::move(*stakes)};
}

namespace {

// `no parameter is called `wra`; did you mean `war`?`
std::string unknown_name(std::string_view what, const std::string& name, const auto& rows) {
  std::vector<std::string> known;
  for (const auto& row : rows) known.push_back(row.name);
  const std::string guess = best_guess(name, known);
  return fmt::format("no {} is called `{}`{}", what, name,
                     guess.empty() ? guess : fmt::format("; did you mean `{}`?", guess));
}

std::optional<VariantId> variant_named(const Model& model, const std::string& name) {
  for (std::size_t row = 0; row < model.variants.size(); ++row) {
    if (model.variants[VariantId{row}].name == name) return VariantId{row};
  }
  return std::nullopt;
}

std::optional<ParameterId> parameter_named(const Model& model, const std::string& name) {
  for (std::size_t row = 0; row < model.parameters.size(); ++row) {
    if (model.parameters[ParameterId{row}].name == name) return ParameterId{row};
  }
  return std::nullopt;
}

}  // namespace

std::expected<Varied, std::string> select(const Model& model, const Selection& selection) {
  Varied varied{model, best_guesses(model)};
  if (!selection.variant.empty() && selection.variant != "baseline") {
    const auto variant = variant_named(model, selection.variant);
    if (!variant) return std::unexpected(unknown_name("variant", selection.variant, model.variants));
    varied = apply_variant(model, *variant);
  }
  for (const auto& [name, value] : selection.settings) {
    const auto parameter = parameter_named(model, name);
    if (!parameter) return std::unexpected(unknown_name("parameter", name, model.parameters));
    varied.parameters[*parameter] = value;
  }
  return varied;
}

namespace {

// What a report may say of a problem in each of its forms.
void take_form(Report& report, const Solved& solved) {
  report.game = &solved.compiled.game;
  report.stakes = &solved.stakes;
  report.model = &solved.model;
  report.solved = &solved;
}

void take_form(Report& report, const SolvedPublic& solved) {
  report.game = &solved.labels;
  report.open = &solved.compiled.game;
}

void take_form(Report& report, const SolvedFile& solved) {
  report.game = &solved.game;
  report.stakes = &solved.stakes;
}

Report report_in_form(const auto& solved, const Source& source, Provenance provenance) {
  Report report;
  report.provenance = std::move(provenance);
  report.solution = &solved.solution;
  report.certificate = &solved.certificate;
  report.source = &source;
  take_form(report, solved);
  return report;
}

}  // namespace

Report report_on(const Solved& solved, const Source& source, Provenance provenance) {
  return report_in_form(solved, source, std::move(provenance));
}

Report report_on(const Found& found, const Source& source, Provenance provenance) {
  Report report = std::visit([&](const auto& solved) { return report_in_form(solved, source, std::move(provenance)); },
                             found.solved);
  if (found.equilibria) report.equilibria = &*found.equilibria;
  return report;
}

namespace {

// The first word in capitals, up to three letters: EFG, NFG, or another.
std::string first_word(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // some editors begin a file so
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  std::string word(text.substr(0, text.find_first_of(" \t\r\n")));
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return word;
}

bool ends_in(std::string_view name, std::string_view capitals) {
  return name.size() > capitals.size() && first_word(name.substr(name.size() - capitals.size())) == capitals;
}

bool is_nfg(const Source& source) {
  const std::string word = first_word(std::string_view(source.text).substr(0, 4096));
  return word == "NFG" || (word != "EFG" && ends_in(source.parts.front().name, ".NFG"));
}

}  // namespace

bool is_game_file(const Source& source) {
  const std::string word = first_word(std::string_view(source.text).substr(0, 4096));
  const std::string& name = source.parts.front().name;
  return word == "EFG" || word == "NFG" || ends_in(name, ".EFG") || ends_in(name, ".NFG");
}

EfgRead read_game_file(const Source& source) { return is_nfg(source) ? read_nfg(source) : read_efg(source); }

namespace {

std::string_view first_part(const Source& source) {
  return std::string_view(source.text).substr(0, source.parts.empty() ? 0 : source.parts.front().end);
}

// `variant silent, rift = 5; `, or nothing at the baseline.
std::string words_of(const Selection& selection) {
  std::string words;
  if (!selection.variant.empty()) words = "variant " + selection.variant;
  for (const auto& [name, value] : selection.settings) {
    words += fmt::format("{}{} = {}", words.empty() ? "" : ", ", name, value);
  }
  return words.empty() ? words : words + "; ";
}

// `method mccfr, at most 100000 iterations, seed 1; `, or nothing for the usual one.
std::string words_of_method(const Plan& plan) {
  if (plan.method == &usual_method()) return {};
  return fmt::format("method {}, at most {} iterations{}; ", plan.method->name, plan.max_iterations,
                     plan.method->draws ? fmt::format(", seed {}", plan.seed) : std::string());
}

std::string words_of_aim(const Plan& plan) {
  const std::string tolerance = fmt::format("tolerance {}", plan.aim.tolerance);
  if (!gives(*plan.method, Gift::Precision)) return tolerance;
  if (plan.aim.precision) return fmt::format("precision {}", *plan.aim.precision);
  return plan.precision_from_model ? "the model's precision, or " + tolerance : tolerance;
}

}  // namespace

Provenance provenance_of(const Source& source, const Plan& plan, const Selection& selection) {
  Provenance from{source.parts.empty() ? std::string() : source.parts.front().name,
                  sha256_hex(first_part(source)),
                  std::string(version()),
                  {},
                  std::nullopt};
  from.options = fmt::format("{}{}{}; at most {} histories", words_of_method(plan), words_of(selection),
                             words_of_aim(plan), fmt::group_digits(static_cast<long long>(plan.compile.max_histories)));
  if (plan.num_starts) from.options += fmt::format("; equilibria from {} starts, seed {}", *plan.num_starts, plan.seed);
  if (plan.num_starts || plan.method->draws) from.seed = plan.seed;
  return from;
}

std::string_view version() { return DEMARCHE_VERSION; }

}  // namespace demarche
