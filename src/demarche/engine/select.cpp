#include "demarche/engine/select.h"

#include "demarche/diag/letters.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace demarche {

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
    const auto variant = variant_named(model, normalised(selection.variant));
    if (!variant) return std::unexpected(unknown_name("variant", selection.variant, model.variants));
    varied = apply_variant(model, *variant);
  }
  for (const auto& [name, value] : selection.settings) {
    const auto parameter = parameter_named(model, normalised(name));
    if (!parameter) return std::unexpected(unknown_name("parameter", name, model.parameters));
    varied.parameters[*parameter] = value;
  }
  return varied;
}

}  // namespace demarche
