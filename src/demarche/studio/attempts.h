#pragma once

#include <deque>
#include <string>
#include <utility>

namespace demarche::studio {

// Wrong codes, so that nobody tries them all: a few a minute from one address, some more from all together. Right ones
// are not counted. Times are seconds of any clock that runs on.
class Attempts {
 public:
  bool may_try(const std::string& from, double now_s);
  void was_wrong(const std::string& from, double now_s);

 private:
  void forget(double now_s);
  std::deque<std::pair<double, std::string>> wrong_;
};

}  // namespace demarche::studio
