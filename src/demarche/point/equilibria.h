#pragma once

#include "demarche/certify/certify_public.h"
#include "demarche/solve/find_equilibria.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace demarche {

// One of several equilibria of a game, with its certificate.
struct Equilibrium {
  FoundEquilibrium found;
  Certificate certificate;
  // Compared with the first: the largest difference of a choice probability at any information set, and the largest
  // such difference times the probability of reaching the set under either.
  double apart = 0;
  double apart_on_path = 0;
  std::optional<std::size_t> plays_as;  // the earlier row that differs from it only off the path of play
};

// What is known of what a search does not list, in the limit.
enum class Completeness : std::uint8_t {
  All,       // there are no other equilibria
  Outcomes,  // no other has another outcome; there may be some that differ off the path of play
  NotKnown
};

// What a search found. Rows are numbered from 1 for people.
struct Equilibria {
  std::vector<Equilibrium> rows;  // at least one: the solution itself
  std::size_t num_starts = 0;     // made, of
  std::size_t num_starts_asked = 0;
  std::uint64_t seed = 0;
  std::size_t num_rejected = 0;  // reached by the search, and not borne out by the certificate
  std::optional<int> index_sum;  // of the logit equilibria; 1 if all of them are known and the game is regular
  bool at_precision = false;     // else limits
  bool stopped = false;          // before all starts were made
  std::expected<NashSummary, NoCensus> nash = std::unexpected(NoCensus::InPublic);
  std::size_t num_of_two = 0;                    // as in FoundEquilibria
  std::vector<Table<ActorId, double>> unlisted;  // expected payoffs of a Nash equilibrium of each of nash->without
};

Completeness completeness_of(const Equilibria& equilibria);

// Two equilibria play alike where `apart_on_path` is at most this.
inline constexpr double same_play = 1e-3;

// Looks for several equilibria and certifies each. A row that the certificate does not bear out is left out, unless it
// is the first: in the limit a gain over the tolerance; at a precision choices that are not the logit response to the
// certificate's own values, to 1e-6 in probability.
Equilibria search_equilibria(const Game& game, const Stakes& stakes, const SearchOptions& options,
                             const Monitor& monitor = {});
Equilibria search_equilibria(const PublicGame& game, const PublicStakes& stakes, const SearchOptions& options,
                             const Monitor& monitor = {});

// Puts the rows that are marked before the others, in their order, and compares all with the new first.
void put_first(const Game& game, Equilibria& equilibria, const std::vector<bool>& marked);

// The second half of the same: what was found, certified over the flat tree.
Equilibria certify_all(const Game& game, const Stakes& stakes, FoundEquilibria found, const SearchOptions& options);

}  // namespace demarche
