#pragma once

#include "demarche/check/build.h"

// The layers of a raid and what they have in common, once its weapons are known.
namespace demarche {

Raid::Layer build_layer(Work& work, const Raid& raid, const Layer& syntax, const Where& where);
void build_regimes(Work& work, Raid& raid, const RaidStep& syntax, const Where& where);

// A number of the raid that may be left out: an empty formula then.
Formula build_raid_number(Work& work, const std::optional<Expr>& expr, const Where& where);

// E021 where one line names a weapon twice.
void say_listed_twice(Work& work, const Name& name, std::string_view line);

}  // namespace demarche
