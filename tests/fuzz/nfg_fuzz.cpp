// Any bytes at all: reading ends in a game or in errors, in time and memory that the length of the text bounds; a game
// that was read can be written as .efg and read again, the same, and its certificate is finite.

#include "demarche/certify/certify.h"
#include "demarche/game/nfg.h"

#include <cmath>
#include <cstdlib>
#include <string>

namespace {

using namespace demarche;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_spans(const Source& source, const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    require(diagnostic.primary.span.begin <= diagnostic.primary.span.end);
    require(diagnostic.primary.span.end <= source.text.size());
    for (const Label& label : diagnostic.others) require(label.span.end <= source.text.size());
  }
}

void check_export(const EfgFile& file) {
  const EfgRead again = read_efg(make_source("again.efg", write_efg(file.game, file.stakes)));
  require(again.file.has_value());
  require(dump(again.file->game, again.file->stakes) == dump(file.game, file.stakes));
}

void check_certificate(const EfgFile& file) {
  const Certificate certificate = certify(file.game, file.stakes, uniform_strategy(file.game));
  for (const double belief : certificate.beliefs) require(belief >= 0 && belief <= 1);
  if (certificate.payoff_range < 1e300) require(certificate.max_gain <= certificate.payoff_range * (1 + 1e-9));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const Source source = make_source("fuzz.nfg", std::string(reinterpret_cast<const char*>(data), size));
  const EfgRead read = read_nfg(source);
  require(read.file.has_value() == read.diagnostics.empty());
  check_spans(source, read.diagnostics);
  if (!read.diagnostics.empty()) require(!render_all(source, read.diagnostics, Colour::Never).empty());
  if (!read.file) return 0;
  require(read.file->game.nodes.size() <= (std::size_t{1} << 16) + 4 * size);
  check_export(*read.file);
  check_certificate(*read.file);
  return 0;
}
