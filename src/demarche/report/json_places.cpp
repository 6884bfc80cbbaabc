#include "demarche/report/json_places.h"

namespace demarche {
namespace {

Json json_of_place(const Source& source, std::uint32_t offset) {
  const Place place = place_of(source, offset);
  return {{"line", place.line}, {"column", place.column}, {"offset", place.offset}};
}

}  // namespace

Json json_of_span(const Source& source, Span span) {
  return {{"begin", json_of_place(source, span.begin)}, {"end", json_of_place(source, span.end)}};
}

}  // namespace demarche
