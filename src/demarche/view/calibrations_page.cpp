#include "demarche/view/calibrations_page.h"

#include <fmt/format.h>

namespace demarche {
namespace {

std::string interval_text(const Estimate& estimate) {
  return fmt::format("{:.3f}  {:.3f} to {:.3f}", estimate.value, estimate.low, estimate.high);
}

std::string against_binomial_text(const Calibration& found) {
  const std::string p =
      found.binomial_p_value < 1e-4 ? "p < 0.0001" : fmt::format("p = {:.4f}", found.binomial_p_value);
  return fmt::format("LR {:.4g}, {}", found.likelihood_ratio, p);
}

view::Table fits_table(const std::vector<NamedCalibration>& classes) {
  view::Table table{
      .columns = {{"", "class"}, {"", "rate, 95%"}, {"", "spread (rho), 95%"}, {"", "against the binomial"}},
      .indent = 2};
  for (const NamedCalibration& one : classes) {
    const Calibration& found = one.calibration;
    table.rows.push_back({one.name, interval_text(found.rate), interval_text(found.rho), against_binomial_text(found)});
  }
  return table;
}

view::Table past_raids_table(const std::vector<NamedCalibration>& classes) {
  using enum view::ColumnKind;
  view::Table table{.columns = {{"", "class", Words},
                                {"", "raids", Numbers},
                                {"", "launched", Numbers},
                                {"", "stopped", Numbers},
                                {"", "share", Numbers},
                                {"", "rho", Numbers}},
                    .indent = 2};
  for (const NamedCalibration& one : classes) {
    const Calibration& found = one.calibration;
    table.rows.push_back({one.name, fmt::format("{}", found.num_raids), fmt::format("{}", found.num_launched),
                          fmt::format("{}", found.num_stopped), fmt::format("{:.3f}", found.moment_rate),
                          fmt::format("{:.3f}", found.moment_rho)});
  }
  return table;
}

// A row a class, for spreadsheets.
view::Table calibrations_table(const std::vector<NamedCalibration>& classes) {
  using enum view::ColumnKind;
  view::Table table{.key = "calibration"};
  for (const char* key : {"class", "raids", "launched", "stopped", "rate", "rate_low", "rate_high", "rho", "rho_low",
                          "rho_high", "moment_rate", "moment_rho", "likelihood_ratio", "binomial_p_value"}) {
    table.columns.push_back({key, "", table.columns.empty() ? Words : Numbers});
  }
  for (const NamedCalibration& one : classes) {
    const Calibration& found = one.calibration;
    std::vector<view::Cell>& row = table.rows.emplace_back();
    row.emplace_back(one.name);
    for (const std::size_t count : {found.num_raids, found.num_launched, found.num_stopped}) {
      row.emplace_back(view::Words(), count);
    }
    for (const double number :
         {found.rate.value, found.rate.low, found.rate.high, found.rho.value, found.rho.low, found.rho.high,
          found.moment_rate, found.moment_rho, found.likelihood_ratio, found.binomial_p_value}) {
      row.emplace_back(view::Words(), number);
    }
  }
  return table;
}

view::Data estimate_data(const Estimate& estimate) {
  return {{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

view::Data calibration_data(const NamedCalibration& one) {
  const Calibration& found = one.calibration;
  return {{"class", one.name},
          {"raids", found.num_raids},
          {"launched", found.num_launched},
          {"stopped", found.num_stopped},
          {"rate", estimate_data(found.rate)},
          {"rho", estimate_data(found.rho)},
          {"moment_rate", found.moment_rate},
          {"moment_rho", found.moment_rho},
          {"log_likelihood", found.log_likelihood},
          {"likelihood_ratio", found.likelihood_ratio},
          {"binomial_p_value", found.binomial_p_value}};
}

constexpr const char* calibrations_key =
    "Intervals from the profile likelihood. LR: twice what the log-likelihood gains over one and the same probability "
    "in all raids; p: how often so much or more is gained where that is true. In a model: `layer \"...\": CLASS rate "
    "spread rho`.";

}  // namespace

view::Page calibrations_page(const std::vector<NamedCalibration>& classes) {
  constexpr const char* title = "Beta-binomial by maximum likelihood";
  view::Page page{.title = title, .generator = "demarche"};
  page.sections.push_back({"fits", "", {{view::Heading{title, view::Level::Title, false}}, {fits_table(classes)}}});
  page.sections.push_back(
      {"raids",
       "The raids, and the estimates by moments",
       {{past_raids_table(classes)}, {view::Gap{}}, {view::Paragraph{view::with_code(calibrations_key)}}}});
  page.table = calibrations_table(classes);
  page.data = {{"schema", 1}, {"kind", "calibration"}, {"classes", view::Data::list()}};
  for (const NamedCalibration& one : classes) page.data["classes"].push_back(calibration_data(one));
  return page;
}

}  // namespace demarche
