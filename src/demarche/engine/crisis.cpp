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
  return Crisis{reading.source, std::move(*varied), reading.source.parts.size()};
}

// Where a part of the source begins; behind its end where there is none.
std::size_t part_begin(const Crisis& crisis, std::size_t part) {
  const std::vector<Source::Part>& parts = crisis.source.parts;
  return part < parts.size() ? parts[part].begin : crisis.source.text.size() + 1;
}

std::vector<Question> questions_within(const Crisis& crisis, std::size_t begin, std::size_t end) {
  std::vector<Question> questions = crisis.varied.model.questions;
  std::erase_if(questions,
                [&](const Question& question) { return question.span.begin < begin || question.span.begin >= end; });
  return questions;
}

}  // namespace

std::expected<Crisis, Result> crisis_of(Session& session, const Selection& selection, const std::vector<Typed>& typed) {
  if (typed.empty()) return crisis_in(reading_of(session), selection);
  Source source = session.source;
  const std::size_t part = source.parts.size();
  for (const Typed& one : typed) source = with_part(std::move(source), one.name, one.text);
  auto crisis = crisis_in(read_model(std::move(source)), selection);
  if (crisis) crisis->first_typed = part;
  return crisis;
}

std::vector<Question> own_questions(const Crisis& crisis) {
  return questions_within(crisis, 0, part_begin(crisis, crisis.first_typed));
}

std::vector<Question> typed_questions(const Crisis& crisis, std::size_t from, std::size_t to) {
  return questions_within(crisis, part_begin(crisis, crisis.first_typed + from),
                          part_begin(crisis, crisis.first_typed + to));
}

}  // namespace demarche
