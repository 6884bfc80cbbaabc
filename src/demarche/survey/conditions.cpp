#include "demarche/survey/conditions.h"

#include "demarche/study/columns.h"

#include <fmt/format.h>

namespace demarche {
namespace {

// One end of what a check allows.
struct CheckEnd {
  BoundSign fails = BoundSign::Below;  // beyond it
  const Formula* formula = nullptr;
  std::string text;
};

Condition failure_beyond(const Question& check, const CheckEnd& end, double number) {
  const std::string target = target_of(check);
  // A bound that hangs on parameters is told as the number that it is here.
  const std::string written = reads_parameters(*end.formula) ? fmt::format("{:.6g}", number) : end.text;
  Question question = check;
  question.kind = QuestionKind::Ask;
  question.text = "ask " + target;
  return {{fmt::format("{} {} {}", target, sign_text(end.fails), written), target, end.fails, number}, question};
}

// A bound that no probability passes is no condition.
bool can_fail(const Question& check, const CheckEnd& end, double number) {
  if (check.quantities.front().op != Quantity::Op::Probability) return true;
  return end.fails == BoundSign::Below ? number > 0 : number < 1;
}

}  // namespace

std::vector<Condition> failures_of(const std::vector<Question>& questions, const Point& point) {
  std::vector<Condition> conditions;
  for (const Question& check : questions) {
    if (check.kind != QuestionKind::Check || is_asked_elsewhere(check)) continue;
    if (check.believed) continue;  // a belief is asked otherwise than a quantity is
    for (const CheckEnd& end : {CheckEnd{BoundSign::Below, &check.from, check.from_text},
                                CheckEnd{BoundSign::Above, &check.to, check.to_text}}) {
      const double number = evaluate(*end.formula, point, {});
      if (can_fail(check, end, number)) conditions.push_back(failure_beyond(check, end, number));
    }
  }
  return conditions;
}

}  // namespace demarche
