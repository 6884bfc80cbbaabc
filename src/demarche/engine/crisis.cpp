#include "demarche/engine/crisis.h"

#include <utility>

namespace demarche {
namespace {

std::expected<Crisis, Result> crisis_in(const Reading& reading, const Selection& selection) {
  if (has_errors(reading.diagnostics)) return std::unexpected(with_errors(reading.source, reading.diagnostics));
  auto varied = select(reading.model, selection);
  if (!varied) {
    return std::unexpected(
        refused(reading.source, {varied.error(), "`demarche describe` lists the parameters and variants"}));
  }
  return Crisis{reading.source, std::move(*varied), static_cast<std::uint32_t>(reading.source.text.size())};
}

}  // namespace

std::expected<Crisis, Result> crisis_of(const Session& session, const Selection& selection,
                                        const std::vector<Typed>& typed) {
  if (typed.empty()) return crisis_in(session.reading, selection);
  Source source = session.reading.source;
  const std::size_t part = source.parts.size();
  for (const Typed& one : typed) source = with_part(std::move(source), one.name, one.text);
  auto crisis = crisis_in(read_model(std::move(source)), selection);
  if (crisis) crisis->first_typed = crisis->source.parts.at(part).begin;
  return crisis;
}

std::vector<Question> typed_questions(const Crisis& crisis) {
  std::vector<Question> typed = crisis.varied.model.questions;
  std::erase_if(typed, [&](const Question& question) { return question.span.begin < crisis.first_typed; });
  return typed;
}

}  // namespace demarche
