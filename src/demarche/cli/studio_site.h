#pragma once

#include "demarche/cli/studio_file.h"
#include "demarche/cli/studio_hall.h"
#include "demarche/studio/attempts.h"
#include "demarche/studio/guard.h"
#include "demarche/studio/shelf.h"

namespace demarche::cli {

// All that the studio's two servers answer from.
struct StudioSite {
  StudioBell& bell;
  const studio::Shelf& shelf;
  StudioFile* file = nullptr;  // none is open
  StudioHall& hall;
  std::string players = {};  // their address; empty: there are none
  std::mutex attempting = {};
  studio::Attempts attempts = {};
  std::atomic<bool> is_ending = false;
};

// For whoever leads, and for players: each has its own address, and neither serves what the other does.
http::Service service_for_leader(StudioSite& site, studio::Gate gate);
http::Service service_for_players(StudioSite& site, studio::Gate gate);

}  // namespace demarche::cli
