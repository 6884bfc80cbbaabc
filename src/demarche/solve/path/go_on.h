#pragma once

#include <functional>

namespace demarche {

// Asked now and then where much is to be done; false ends it. Empty: never asked.
using GoOn = std::function<bool()>;

}  // namespace demarche
