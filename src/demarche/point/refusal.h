#pragma once

#include "demarche/base/refusal.h"
#include "demarche/point/methods.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace demarche {

// Something wanted beside a profile, and the option by which it was asked for.
struct Wish {
  Gift gift = Gift::Precision;
  std::string_view option;
};

// The one place where a method or a form is told to be unfit for what is asked: nullopt where it can do all of it.
std::optional<Refusal> refusal_of(const Plan& plan, std::span<const Wish> wishes = {});

// The same for what a game asks of a method.
std::optional<Refusal> refusal_of(const Plan& plan, const Stakes& stakes);

// The same for what a crisis asks of it.
std::optional<Refusal> refusal_of(const Plan& plan, const Model& model);

// The same for what cannot be had in the limit of sharp play.
std::optional<Refusal> refusal_in_the_limit(const AqreOptions& aim, std::span<const Wish> wishes);

}  // namespace demarche
