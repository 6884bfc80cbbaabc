#include "demarche/engine/others.h"

namespace demarche {

OtherEquilibria others_in(Session& session, const Lent& lent) {
  LastSolved& last = *session.last;
  if (last.others) return *last.others;
  bool stopped = false;
  const Monitor noting = [&](const Progress& progress) {
    stopped = stopped || !goes_on(lent.monitor, progress);
    return !stopped;
  };
  const OtherEquilibria others = look_for_others(std::get<Solved>(last.found.solved), last.plan, noting);
  if (!stopped) last.others = others;
  return others;
}

}  // namespace demarche
