// The engine as other languages see it: text in, JSON out, no state kept between calls. The host owns what it allocated
// and what it was given, and hands both back to demarche_release.
#include "demarche/pipeline.h"
#include "demarche/render/json.h"
#include "demarche/view/answers.h"
#include "demarche/view/diagnostics_data.h"

#include <cstdlib>
#include <cstring>
#include <utility>

namespace demarche {

namespace {

// The answers of `demarche ask FILE --json`, or the diagnostics where the model has errors.
std::string answers_to(std::string text) {
  Reading reading = read_model(make_source("model.crisis", std::move(text)));
  if (has_errors(reading.diagnostics)) return render::json_of(diagnostics_data(reading.source, reading.diagnostics));

  const StudyOptions options;
  const auto solved = solve_model(reading.model, best_guesses(reading.model), options);
  if (!solved) return render::json_of(diagnostics_data(reading.source, solved.error()));

  const Answered answered = answer(*solved, reading.model.questions, options);
  Report report = report_on(*solved, reading.source, provenance_of(reading.source, options));
  report.answers = &answered.answers;
  report.diagnostics = &answered.diagnostics;
  return render::json_of(answers_page(report, view::Part::Data).data);
}

char* copy_for_host(const std::string& text) {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy != nullptr) std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

}  // namespace

}  // namespace demarche

extern "C" {

// Room for `num_bytes` bytes of a model's text.
[[clang::export_name("demarche_allocate")]] char* demarche_allocate(std::size_t num_bytes) {
  return static_cast<char*>(std::malloc(num_bytes));
}

// JSON, ending in a zero byte.
[[clang::export_name("demarche_answer")]] char* demarche_answer(const char* text, std::size_t num_bytes) {
  return demarche::copy_for_host(demarche::answers_to({text, num_bytes}));
}

[[clang::export_name("demarche_release")]] void demarche_release(char* memory) { std::free(memory); }
}
