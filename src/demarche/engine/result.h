#pragma once

#include "demarche/base/refusal.h"
#include "demarche/diag/mend.h"
#include "demarche/view/page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace demarche {

enum class Outcome : std::uint8_t {
  Ok,
  ModelErrors,
  Usage,         // asked for what there is not: the message says what and what to type
  NotCertified,  // the certificate asked for was not reached
  CheckFailed,   // a check of the model, or plays that do not bear its answers out
  Limit,         // too large
  Stopped        // by the monitor: the page holds what was done by then
};

// `ok`, `model_errors`, …: for programs, for ever.
std::string_view word_of(Outcome outcome);

struct Result {
  Outcome outcome = Outcome::Ok;
  std::optional<view::Page> page;  // where the model has errors: these, for programs alone
  Source source;                   // what diagnostics point into: the model, and what was typed beside it
  Diagnostics diagnostics;
  Refusal message;  // why the outcome is none of the usual, in a sentence; empty where there is nothing to say
  std::optional<view::Page> report = {};  // the report page, where it is wanted
  std::optional<Mended> mended = {};      // check: the text as it would be, where that is wanted
  std::vector<std::string> remarks = {};  // what else is to be said of what was asked, a sentence each
};

}  // namespace demarche
