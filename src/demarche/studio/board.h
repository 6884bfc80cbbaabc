#pragma once

#include "demarche/view/data.h"

#include <map>
#include <string>
#include <string_view>

namespace demarche::studio {

// What whoever watches should have been told last, an event a matter. A stream remembers what it has told and tells
// what differs: nothing piles up for those who are slow, and whoever comes back misses nothing.
using Board = std::map<std::string, std::string, std::less<>>;

// An event of the protocol of server-sent events. `mark`: tells apart what reads the same.
std::string event_of(std::string_view name, const view::Data& data, std::string_view mark = {});

// The events that are not told yet; they are after that.
std::string news_on(const Board& board, Board& told);

}  // namespace demarche::studio
