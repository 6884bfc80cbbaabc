#pragma once

#include "demarche/engine/engine.h"
#include "demarche/engine/results.h"

namespace demarche {

// The commands, a file each.
Result run_check(Session& session, const Request& request);
Result run_symbols(Session& session);
Result run_format(const Session& session);
Result run_describe(Session& session, const Request& request);
Result run_solve(Session& session, const Request& request, const Lent& lent);
Result run_ask(Session& session, const Request& request, const Lent& lent);
Result run_raid(Session& session, const Request& request, const Lent& lent);
Result run_tip(Session& session, const Request& request, const Lent& lent);
Result run_simulate(Session& session, const Request& request, const Lent& lent);
Result run_certify(Session& session, const Request& request);
Result run_rows(Session& session, const Request& request, const Lent& lent);
Result run_study(Session& session, const Request& request, const Lent& lent);
Result run_results(Session& session, const Request& request, const Lent& lent);
Result run_export(Session& session, const Request& request);
Result run_play(Session& session, const Request& request, const Lent& lent);

}  // namespace demarche
