#include "demarche/view/places.h"

namespace demarche {
namespace {

view::Data data_of_place(const Source& source, std::uint32_t offset) {
  const Place place = place_of(source, offset);
  return {{"line", place.line}, {"column", place.column}, {"offset", place.offset}};
}

}  // namespace

view::Data data_of_span(const Source& source, Span span) {
  return {{"begin", data_of_place(source, span.begin)}, {"end", data_of_place(source, span.end)}};
}

}  // namespace demarche
