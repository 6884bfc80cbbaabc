#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

// The numbers of a raid: what comes, and the layers of a shared defence that it meets. Counts in, counts out, as in
// published salvo models: Wilkening (2000), Science & Global Security 8(2), 183-215, has the layers and the shots.
namespace demarche {

inline constexpr int unlimited = std::numeric_limits<int>::max();

// One class of what comes (drones, cruise missiles, ...).
struct ThreatClass {
  int num_launched = 0;
  double reliability = 1;  // the probability that one arrives at the first layer, each independently
  friend bool operator==(const ThreatClass&, const ThreatClass&) = default;
};

// What is drawn from the Beta law once a raid: the probability that an engagement stops its target, or that one shot
// does.
enum class SpreadOf : std::uint8_t { Engagement, Shot };

// What a layer does to one class. A system that stops nothing, with probability 0, still shoots: outcomes are those to
// which ever smaller probabilities lead.
struct Engagement {
  // The probability that one shot stops its target, in [0, 1]; none: the layer lets the class pass without a shot.
  std::optional<double> stops = std::nullopt;
  int shots = 1;             // spent on each engagement, which stops with 1 - (1 - stops)^shots
  int cap = unlimited;       // the most engagements of this class in this layer
  int magazine = unlimited;  // shots that this class alone can be given
  double rho = 0;            // in [0, 1): 0 if the probability is certain, else 1 / (a + b + 1) of its Beta law
  SpreadOf spread_of = SpreadOf::Engagement;
  int draw = 0;  // layers with the same number, not 0, share one draw for this class; their stops and rho agree
  friend bool operator==(const Engagement&, const Engagement&) = default;
};

// Shots for several classes, given in the order of `priority`: the first class takes what it needs, then the next.
struct SharedMagazine {
  int shots = unlimited;
  std::vector<std::size_t> priority;  // classes, each at most once; those not named have their own magazines
  friend bool operator==(const SharedMagazine&, const SharedMagazine&) = default;
};

struct DefenceLayer {
  std::vector<Engagement> by_class;
  SharedMagazine shared;
  int num_looks = 1;      // 2: what survives the first look, or got none, may be engaged once more: the same draw
  std::size_t owner = 0;  // who can withdraw it
  friend bool operator==(const DefenceLayer&, const DefenceLayer&) = default;
};

// What is common to all classes, drawn once a raid: multiplies `stops`.
struct Regime {
  double weight = 1;
  std::vector<std::vector<double>> multiplier;  // [layer][class]; alike in layers with the same draw
  friend bool operator==(const Regime&, const Regime&) = default;
};

struct Defence {
  std::vector<ThreatClass> threats;
  std::vector<DefenceLayer> layers;  // in the order in which they are met
  std::vector<Regime> regimes;       // empty: one, which multiplies nothing; weights add up to 1
  std::size_t num_owners = 1;
  friend bool operator==(const Defence&, const Defence&) = default;
};

// Bit k: owner k is there. At most 20 owners.
using OwnerSet = std::uint32_t;

inline OwnerSet all_owners(const Defence& defence) { return (OwnerSet{1} << defence.num_owners) - 1; }
inline bool is_there(OwnerSet present, std::size_t owner) { return (present >> owner & 1U) != 0; }

}  // namespace demarche
