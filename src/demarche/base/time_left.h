#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace demarche {

// What share of equal tasks was done when.
struct WorkReading {
  double at_s = 0;
  double share = 0;  // 0..1
};

// How work has come along: the readings at which some of it was newly done, in order of time, thinned out to some
// sixty.
struct WorkDone {
  std::vector<WorkReading> readings;
};

// Adds a reading. A share below the last one is other work; a negative one is work that cannot be counted. Both forget
// what was read before.
void note_work(WorkDone& work, double now_s, double share);

// How long work will still take, as far as that can be known.
struct TimeLeft {
  enum class Kind : std::uint8_t { Unknown, About, AtLeast };
  Kind kind = Kind::Unknown;
  double seconds = 0;
};

// By the rate of the later half of the work, from the fifth reading and the third second on. "At least" where the end
// has moved away from where earlier readings had put it; unknown where it has run away from them, and where nothing was
// done for much longer than usual.
TimeLeft time_left(const WorkDone& work, double now_s);

// "about 40 s left", "at least 3 min left"; empty where it is not known.
std::string words_of(const TimeLeft& left);

// Tasks done per second, of `num_tasks`, over the same time as time_left looks at; 0 where there is none yet.
double tasks_per_second(const WorkDone& work, double num_tasks);

}  // namespace demarche
