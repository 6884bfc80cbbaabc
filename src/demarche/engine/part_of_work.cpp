#include "demarche/engine/part_of_work.h"

#include <algorithm>

namespace demarche {

Monitor monitor_of_part(const Monitor& whole, std::size_t number, std::size_t num_parts) {
  if (!whole) return {};
  return [=](const Progress& progress) {
    Progress part = progress;
    const double done = static_cast<double>(number) + std::max(0.0, progress.fraction);
    part.fraction = done / static_cast<double>(num_parts);
    return whole(part);
  };
}

}  // namespace demarche
