#include "demarche/report/certificate.h"
#include "demarche/report/text_parts.h"
#include "demarche/view/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr Indent sentences{2, 4};
constexpr double rounding_worth_telling = 1e-12;

std::string verdict(const Report& report, const Judgement& judgement) {
  const Certificate& certificate = *report.certificate;
  const std::string gain = gain_sentence(certificate.max_gain + certificate.rounding, certificate.payoff_range);
  if (judgement.accepted) return fmt::format("{}: within the tolerance of {:.2g}.", gain, judgement.tolerance);
  return fmt::format("{}, at {}: over the tolerance of {:.2g} of the range.", gain,
                     place_text(report, certificate.worst), judgement.tolerance);
}

std::string on_path_sentence(const Report& report) {
  return fmt::format("where play goes (reach over 1e-9) the largest gain is {:.2g}.",
                     report.certificate->max_gain_on_path);
}

// What the strategy's zeros leave open.
std::string unsettled_sentence(const Report& report, const Judgement& judgement) {
  const auto worst = std::ranges::max_element(judgement.unsettled, {}, &UnsettledBelief::max_gain);
  const bool exact = std::ranges::all_of(judgement.unsettled, &UnsettledBelief::exact);
  return fmt::format(
      "the strategy does not settle what to believe at {} that it never reaches: which of several mistakes led there "
      "is open. The gains shown take all moves of probability 0 as equally likely mistakes; over all consistent "
      "beliefs the gain at such a set is at most {}{:.2g}, at {}.",
      counted(judgement.unsettled.size(), "information set"), exact ? "" : "(an upper bound) ", worst->max_gain,
      place_text(report, worst->infoset));
}

std::string judgement_as_text(const Report& report, const Judgement& judgement, const TerminalOptions& options) {
  std::string text = heading("Certificate of " + judgement.file, options);
  text += wrapped(verdict(report, judgement), options.width, sentences);
  if (!judgement.accepted) text += wrapped(on_path_sentence(report), options.width, sentences);
  text += out_of_reach_as_text(*report.certificate, options);
  if (!judgement.unsettled.empty()) text += wrapped(unsettled_sentence(report, judgement), options.width, sentences);
  if (judgement.rounding > rounding_worth_telling) {
    text += wrapped(
        fmt::format("note: probabilities add up to 1 only to within {:.1g}; they were scaled.", judgement.rounding),
        options.width, sentences);
  }
  return text;
}

}  // namespace

std::string certificate_as_text(const Report& report, const Judgement& judgement, const TerminalOptions& options) {
  return title_as_text(report, options) + judgement_as_text(report, judgement, options) +
         values_as_text(report, options) + infosets_as_text(report, options) + provenance_as_text(report, options);
}

}  // namespace demarche
