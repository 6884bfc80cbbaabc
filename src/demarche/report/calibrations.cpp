#include "demarche/report/calibrations.h"

#include "demarche/report/csv_parts.h"
#include "demarche/report/json_parts.h"
#include "demarche/report/layout.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string interval_text(const Estimate& estimate) {
  return fmt::format("{:.3f}  {:.3f} to {:.3f}", estimate.value, estimate.low, estimate.high);
}

std::string test_text(const Calibration& found) {
  const std::string p =
      found.binomial_p_value < 1e-4 ? "p < 0.0001" : fmt::format("p = {:.4f}", found.binomial_p_value);
  return fmt::format("LR {:.4g}, {}", found.likelihood_ratio, p);
}

Json json_of_estimate(const Estimate& estimate) {
  return {{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

Json json_of(const NamedCalibration& one) {
  const Calibration& found = one.calibration;
  return {{"class", one.name},
          {"raids", found.num_raids},
          {"launched", found.num_launched},
          {"stopped", found.num_stopped},
          {"rate", json_of_estimate(found.rate)},
          {"rho", json_of_estimate(found.rho)},
          {"moment_rate", found.moment_rate},
          {"moment_rho", found.moment_rho},
          {"log_likelihood", found.log_likelihood},
          {"likelihood_ratio", found.likelihood_ratio},
          {"binomial_p_value", found.binomial_p_value}};
}

}  // namespace

std::string calibrations_as_text(const std::vector<NamedCalibration>& classes, const TerminalOptions& options) {
  using enum Align;
  TextTable sizes{
      {Left, Right, Right, Right, Right, Right}, {"class", "raids", "launched", "stopped", "share", "rho"}, {}};
  TextTable fits{{Left, Left, Left, Left}, {"class", "rate, 95%", "spread (rho), 95%", "against the binomial"}, {}};
  for (const NamedCalibration& one : classes) {
    const Calibration& found = one.calibration;
    sizes.rows.push_back({one.name, fmt::format("{}", found.num_raids), fmt::format("{}", found.num_launched),
                          fmt::format("{}", found.num_stopped), fmt::format("{:.3f}", found.moment_rate),
                          fmt::format("{:.3f}", found.moment_rho)});
    fits.rows.push_back({one.name, interval_text(found.rate), interval_text(found.rho), test_text(found)});
  }
  std::string text = strong("Beta-binomial by maximum likelihood", options) + "\n" + text_of(fits, options.width, 2);
  text += heading("The raids, and the estimates by moments", options) + text_of(sizes, options.width, 2);
  text +=
      "\n" + wrapped(
                 "Intervals from the profile likelihood. LR: twice what the log-likelihood gains over one and the same "
                 "probability in all raids; p: how often so much or more is gained where that is true. In a model: "
                 "`layer \"...\": CLASS rate spread rho`.",
                 options.width, {0, 0});
  return text;
}

std::string calibrations_as_json(const std::vector<NamedCalibration>& classes) {
  Json page = {{"schema", 1}, {"kind", "calibration"}, {"classes", Json::array()}};
  for (const NamedCalibration& one : classes) page["classes"].push_back(json_of(one));
  return text_of(page);
}

std::string calibrations_as_csv(const std::vector<NamedCalibration>& classes) {
  std::string text =
      csv_line({"class", "raids", "launched", "stopped", "rate", "rate_low", "rate_high", "rho", "rho_low", "rho_high",
                "moment_rate", "moment_rho", "likelihood_ratio", "binomial_p_value"});
  for (const NamedCalibration& one : classes) {
    const Calibration& found = one.calibration;
    text += csv_line({csv_field(one.name), fmt::format("{}", found.num_raids), fmt::format("{}", found.num_launched),
                      fmt::format("{}", found.num_stopped), csv_field(found.rate.value), csv_field(found.rate.low),
                      csv_field(found.rate.high), csv_field(found.rho.value), csv_field(found.rho.low),
                      csv_field(found.rho.high), csv_field(found.moment_rate), csv_field(found.moment_rho),
                      csv_field(found.likelihood_ratio), csv_field(found.binomial_p_value)});
  }
  return text;
}

}  // namespace demarche
