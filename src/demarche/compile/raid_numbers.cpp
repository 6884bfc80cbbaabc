#include "demarche/compile/raid_numbers.h"

#include "demarche/compile/growth.h"
#include "demarche/raid/size.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace demarche {
namespace {

constexpr double share_tolerance = 1e-9;
constexpr double most_counted = 100'000;
constexpr std::string_view change_number = "change the number, or the parameters it is computed from";

struct NumberReader {
  const RaidReading& reading;
  RaidNumbers numbers{};
  std::vector<std::size_t> rows{};  // of the raid's layers that are there

  double value(const Formula& formula) const { return evaluate(formula, reading.point, reading.state); }
};

void report(NumberReader& reader, Kind kind, Span span, std::string message, std::string_view help) {
  reader.numbers.sound = false;
  const Label label{span, reader.reading.where};
  reader.reading.diagnostics.push_back({kind, std::move(message), label, {}, std::string(help)});
}

bool applies(NumberReader& reader, const Formula& condition) {
  if (is_undefined(condition, reader.reading.point, reader.reading.state)) {
    reader.numbers.sound = false;
    reader.reading.diagnostics.push_back(undefined_condition(reader.reading.model, condition, reader.reading.state));
  }
  return holds(condition, reader.reading.point, reader.reading.state);
}

std::string percent_of(double share) { return fmt::format("{:.6g}%", 100 * share); }

double read_share(NumberReader& reader, const Formula& formula, const std::string& what) {
  const double share = reader.value(formula);
  if (share >= -share_tolerance && share <= 1 + share_tolerance) return std::clamp(share, 0.0, 1.0);
  report(reader, Kind::E019, formula.span,
         std::isfinite(share) ? fmt::format("the probability of {} is {}, outside 0% to 100%", what, percent_of(share))
                              : fmt::format("the probability of {} is not a finite number", what),
         change_number);
  return 0;
}

// A whole number from `least` to 100,000; `absent` where the formula is empty. `what` follows the number in the
// message.
int read_count(NumberReader& reader, const Formula& formula, int least, int absent, const std::string& what) {
  if (formula.code.empty()) return absent;
  const double count = reader.value(formula);
  if (count >= least && count <= most_counted && count == std::floor(count)) return static_cast<int>(count);
  report(reader, Kind::E019, formula.span,
         std::isfinite(count) ? fmt::format("{} {}, not a whole number from {} to 100,000", count, what, least)
                              : fmt::format("no finite number of {}", what),
         change_number);
  return least;
}

double read_spread(NumberReader& reader, const Formula& formula, const std::string& weapon) {
  if (formula.code.empty()) return 0;
  const double spread = reader.value(formula);
  if (spread >= 0 && spread < 1) return spread;
  report(reader, Kind::E019, formula.span,
         fmt::format("the spread of stopping {} is {}, not from 0 to below 1", weapon, spread), change_number);
  return 0;
}

// All salvos that are flown; the class arrives with one probability.
ThreatClass read_threat(NumberReader& reader, std::size_t weapon) {
  const Raid& raid = reader.reading.raid;
  ThreatClass threat;
  std::optional<double> arrive;
  for (const Raid::Salvo& salvo : raid.salvos) {
    if (salvo.counts[weapon].code.empty() || !applies(reader, salvo.condition)) continue;
    threat.num_launched += read_count(reader, salvo.counts[weapon], 0, 0, raid.weapons[weapon] + " arrive");
    const Formula& share = salvo.arrive[weapon];
    const double here = share.code.empty() ? 1 : read_share(reader, share, raid.weapons[weapon] + " arriving");
    if (arrive && *arrive != here) {
      report(reader, Kind::E019, salvo.span,
             fmt::format("{} arrive with {} here and with {} in another salvo of the same raid", raid.weapons[weapon],
                         percent_of(here), percent_of(*arrive)),
             "give two kinds of weapons two names");
    }
    arrive = here;
  }
  threat.reliability = arrive.value_or(1);
  return threat;
}

Engagement read_engagement(NumberReader& reader, const Raid::Engagement& one, const std::string& weapon) {
  Engagement engagement;
  if (one.stops.code.empty()) return engagement;
  engagement.stops = read_share(reader, one.stops, "stopping " + weapon);
  engagement.shots = read_count(reader, one.shots, 1, 1, "shots at each of " + weapon);
  engagement.cap = read_count(reader, one.cap, 0, unlimited, weapon + " engaged at most");
  engagement.magazine = read_count(reader, one.magazine, 0, unlimited, "shots for " + weapon);
  engagement.rho = read_spread(reader, one.spread, weapon);
  engagement.draw = engagement.rho > 0 ? one.draw : 0;
  return engagement;
}

// The owner's number; `nobody` comes after all names.
std::size_t owner_row(RaidNumbers& numbers, const std::string& owner) {
  const auto found = std::ranges::find(numbers.owners, owner);
  const auto row = static_cast<std::size_t>(found - numbers.owners.begin());
  if (found == numbers.owners.end()) numbers.owners.push_back(owner);
  return row;
}

void read_layer(NumberReader& reader, const Raid::Layer& layer) {
  const std::vector<std::string>& weapons = reader.reading.raid.weapons;
  DefenceLayer read;
  for (std::size_t weapon = 0; weapon < weapons.size(); ++weapon) {
    read.by_class.push_back(read_engagement(reader, layer.by_weapon[weapon], weapons[weapon]));
  }
  read.num_looks = layer.looks_twice ? 2 : 1;
  read.owner = owner_row(reader.numbers, layer.owner);
  read.shared.shots = read_count(reader, layer.shared_magazine, 0, unlimited, "shots in the shared magazine");
  read.shared.priority = layer.served_by;
  reader.numbers.layers.push_back(layer.name);
  reader.numbers.defence.layers.push_back(std::move(read));
}

// What a regime leaves of each of the raid's layers, there or not; none of those that it does not name.
std::vector<std::optional<double>> shares_left(NumberReader& reader, const Raid::Regime& written) {
  const Raid& raid = reader.reading.raid;
  std::vector<std::optional<double>> left(raid.layers.size());
  for (const Raid::Factor& factor : written.factors) {
    const double share = read_share(reader, factor.factor, "a shot in regime " + written.name);
    for (std::size_t row = 0; row < raid.layers.size(); ++row) {
      if (raid.layers[row].name == factor.layer) left[row] = left[row].value_or(1) * share;
    }
  }
  return left;
}

// Layers that engage a weapon `as in` one another are one system: what is left of one of them is left of all.
double share_of_system(const Raid& raid, const std::vector<std::optional<double>>& left, std::size_t row,
                       std::size_t weapon) {
  if (left[row]) return *left[row];
  for (std::size_t other = 0; other < left.size(); ++other) {
    const Raid::Engagement& one = raid.layers[other].by_weapon[weapon];
    const bool is_same = !one.stops.code.empty() && one.draw == raid.layers[row].by_weapon[weapon].draw;
    if (is_same && left[other]) return *left[other];
  }
  return 1;
}

// A regime cannot leave more of a system in one layer than in another.
void check_one_system(NumberReader& reader, const Raid::Regime& written, const Regime& regime) {
  const Raid& raid = reader.reading.raid;
  for (std::size_t k = 1; k < reader.rows.size(); ++k) {
    for (std::size_t weapon = 0; weapon < raid.weapons.size(); ++weapon) {
      const Raid::Engagement& one = raid.layers[reader.rows[k]].by_weapon[weapon];
      const auto is_same = [&](std::size_t row) { return raid.layers[row].by_weapon[weapon].draw == one.draw; };
      const auto first = std::ranges::find_if(reader.rows, is_same);
      const auto before = static_cast<std::size_t>(first - reader.rows.begin());
      const double share = regime.multiplier[before][weapon];
      if (one.stops.code.empty() || regime.multiplier[k][weapon] == share) continue;
      report(reader, Kind::E019, written.span,
             fmt::format("regime {} leaves {} of \"{}\" and {} of \"{}\", which stop {} as one", written.name,
                         percent_of(share), reader.numbers.layers[before], percent_of(regime.multiplier[k][weapon]),
                         reader.numbers.layers[k], raid.weapons[weapon]),
             "give both the same share, or name one of them: it holds for both");
      return;
    }
  }
}

Regime read_regime(NumberReader& reader, const Raid::Regime& written) {
  const Raid& raid = reader.reading.raid;
  Regime regime{read_share(reader, written.weight, "regime " + written.name), {}};
  const std::vector<std::optional<double>> left = shares_left(reader, written);
  for (const std::size_t row : reader.rows) {
    std::vector<double>& multiplier = regime.multiplier.emplace_back();
    for (std::size_t weapon = 0; weapon < raid.weapons.size(); ++weapon) {
      multiplier.push_back(share_of_system(raid, left, row, weapon));
    }
  }
  check_one_system(reader, written, regime);
  return regime;
}

void read_regimes(NumberReader& reader) {
  Defence& defence = reader.numbers.defence;
  double rest = 1;
  for (const Raid::Regime& one : reader.reading.raid.regimes) {
    Regime regime = read_regime(reader, one);
    rest -= regime.weight;
    defence.regimes.push_back(std::move(regime));
  }
  if (defence.regimes.empty()) return;
  if (rest < -share_tolerance) {
    report(reader, Kind::E011, reader.reading.raid.regimes.front().span,
           fmt::format("the probabilities of the regimes add up to {}", percent_of(1 - rest)),
           "keep them at 100% together or below");
  }
  if (rest > share_tolerance) {
    const std::vector<double> all(defence.threats.size(), 1);
    defence.regimes.push_back({rest, std::vector<std::vector<double>>(defence.layers.size(), all)});
  } else {
    defence.regimes.back().weight += rest;
  }
}

void check_size(NumberReader& reader) {
  const Defence& defence = reader.numbers.defence;
  double total = 0;
  for (const ThreatClass& threat : defence.threats) total += threat.num_launched;
  if (total > most_counted) {
    report(reader, Kind::E019, reader.reading.span, fmt::format("{} weapons arrive, more than 100,000", total),
           "send fewer in the salvos");
    return;
  }
  const RaidSize size = size_of(defence, all_owners(defence));
  reader.numbers.num_steps = size.num_steps;
  if (size.num_cells > most_raid_cells) {
    report(reader, Kind::E026, reader.reading.span,
           fmt::format("a shared magazine makes an array of {} numbers of weapons here, more than {}",
                       readable_count(size.num_cells), readable_count(most_raid_cells)),
           "send fewer, or give each kind of weapon a magazine of its own");
  } else if (size.num_steps > most_raid_steps) {
    report(reader, Kind::E026, reader.reading.span,
           fmt::format("this raid takes about {} steps, more than {}", readable_count(size.num_steps),
                       readable_count(most_raid_steps)),
           "send fewer, or leave out the spread, the second look or the limits of a layer");
  }
}

void number_draws_of_class(Defence& defence, std::size_t one) {
  std::vector<int> shared;
  std::vector<int> seen;
  for (const DefenceLayer& layer : defence.layers) {
    const int draw = layer.by_class[one].draw;
    std::vector<int>& known = std::ranges::find(seen, draw) == seen.end() ? seen : shared;
    if (draw != 0 && std::ranges::find(known, draw) == known.end()) known.push_back(draw);
  }
  for (DefenceLayer& layer : defence.layers) {
    int& draw = layer.by_class[one].draw;
    const auto found = std::ranges::find(shared, draw);
    draw = found == shared.end() ? 0 : static_cast<int>(found - shared.begin()) + 1;
  }
}

}  // namespace

void number_draws(Defence& defence) {
  for (std::size_t one = 0; one < defence.threats.size(); ++one) number_draws_of_class(defence, one);
}

RaidNumbers raid_numbers(const RaidReading& reading) {
  NumberReader reader{reading};
  for (std::size_t weapon = 0; weapon < reading.raid.weapons.size(); ++weapon) {
    reader.numbers.defence.threats.push_back(read_threat(reader, weapon));
  }
  for (std::size_t row = 0; row < reading.raid.layers.size(); ++row) {
    if (!applies(reader, reading.raid.layers[row].condition)) continue;
    reader.rows.push_back(row);
    read_layer(reader, reading.raid.layers[row]);
  }
  reader.numbers.defence.num_owners = std::max<std::size_t>(1, reader.numbers.owners.size());
  number_draws(reader.numbers.defence);
  read_regimes(reader);
  if (reader.numbers.sound) check_size(reader);
  return std::move(reader.numbers);
}

}  // namespace demarche
