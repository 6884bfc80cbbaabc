#include "demarche/base/time_left.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace demarche;

struct ToldLeft {
  double at_s = 0;
  TimeLeft left;
};

// What is told of work whose share done at a time is known, looked at every `every_s` seconds until it is done.
std::vector<ToldLeft> told_of(const std::function<double(double)>& share_at, double every_s, double told_every_s) {
  WorkDone work;
  std::vector<ToldLeft> told;
  double last_told = 0;
  for (double now = 0; share_at(now) < 1; now += every_s) {
    note_work(work, now, share_at(now));
    if (now - last_told < told_every_s) continue;
    last_told = now;
    told.push_back({now, time_left(work, now)});
  }
  return told;
}

}  // namespace

TEST_CASE("of steady work the time left is told, and it is right") {
  const std::vector<ToldLeft> told = told_of([](double now) { return now / 300; }, 0.2, 10);
  REQUIRE(told.size() >= 28);
  for (const ToldLeft& one : told) {
    CHECK(one.left.kind == TimeLeft::Kind::About);
    CHECK(std::abs(one.left.seconds - (300 - one.at_s)) < 2);
  }
}

TEST_CASE("nothing is told before there are some seconds and some tasks to go by") {
  WorkDone work;
  for (const double now : {0.0, 0.5, 1.0, 1.5, 2.0, 2.5}) {
    note_work(work, now, now / 10);
    CHECK(time_left(work, now).kind == TimeLeft::Kind::Unknown);
  }
  WorkDone few;
  note_work(few, 0, 0);
  note_work(few, 20, 0.1);
  note_work(few, 40, 0.2);
  CHECK(time_left(few, 40).kind == TimeLeft::Kind::Unknown);
}

TEST_CASE("work that slows down without end never has a time that grows told as if it were known") {
  const auto slowing = [](double now) { return 1 - 1 / (1 + now / 60); };
  WorkDone work;
  double last = INFINITY;
  int num_grown = 0;
  for (double now = 0; now < 1500; now += 1) {
    note_work(work, now, slowing(now));
    if (std::fmod(now, 10) != 0) continue;
    const TimeLeft left = time_left(work, now);
    const bool grew = left.kind == TimeLeft::Kind::About && left.seconds > last;
    num_grown = grew ? num_grown + 1 : 0;
    CHECK(num_grown < 2);
    last = left.kind == TimeLeft::Kind::About ? left.seconds : INFINITY;
  }
}

TEST_CASE("an end that keeps its distance is not told twice as about to come") {
  WorkDone work;
  for (double now = 0; now < 40; now += 1) note_work(work, now, now / 42);
  CHECK(time_left(work, 39).kind == TimeLeft::Kind::About);
  for (double now = 40; now < 80; now += 1) {
    note_work(work, now, 39.0 / 42 + (now - 39) * 0.0002);
    if (now > 46) CHECK(time_left(work, now).kind != TimeLeft::Kind::About);
  }
}

TEST_CASE("where nothing is done for long, no time is told") {
  WorkDone work;
  for (double now = 0; now <= 30; now += 1) note_work(work, now, now / 100);
  CHECK(time_left(work, 31).kind == TimeLeft::Kind::About);
  CHECK(std::abs(time_left(work, 33).seconds - 67) < 2);
  CHECK(time_left(work, 60).kind == TimeLeft::Kind::Unknown);
}

TEST_CASE("other work, and work that cannot be counted, begin anew") {
  WorkDone work;
  for (double now = 0; now <= 30; now += 1) note_work(work, now, now / 100);
  note_work(work, 31, 0);
  CHECK(work.readings.size() == 1);
  note_work(work, 32, -1);
  CHECK(work.readings.empty());
}

TEST_CASE("the readings of a long run are few") {
  WorkDone work;
  for (double now = 0; now < 100'000; now += 0.5) note_work(work, now, now / 100'000);
  CHECK(work.readings.size() <= 121);
  const TimeLeft left = time_left(work, 100'000 - 500);
  CHECK(left.kind != TimeLeft::Kind::AtLeast);
}

TEST_CASE("the rate is that of the later half of the work") {
  WorkDone work;
  for (double now = 0; now <= 40; now += 1) note_work(work, now, now <= 10 ? now / 20 : 0.5 + (now - 10) / 400);
  CHECK(std::abs(tasks_per_second(work, 400) - 1) < 0.05);
}

TEST_CASE("the time left is told in units that fit") {
  CHECK(words_of({TimeLeft::Kind::About, 41.6}) == "about 42 s left");
  CHECK(words_of({TimeLeft::Kind::AtLeast, 600}) == "at least 10 min left");
  CHECK(words_of({TimeLeft::Kind::About, 10'000}) == "about 3 h left");
  CHECK(words_of({}).empty());
}
