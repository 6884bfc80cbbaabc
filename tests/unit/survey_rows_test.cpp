#include "demarche/survey/draw_again.h"
#include "survey_help.h"

#include <algorithm>
#include <mutex>
#include <thread>

using namespace demarche;
using namespace demarche::test;
using doctest::Approx;

namespace {

const std::string surveyed = one_choice_text("precision = 1\n") + "ask P(A.move is go)\n";

// A study of the model above, begun at its centre.
struct Begun {
  Solved central = solved_model(surveyed);
  StudyRun run;

  explicit Begun(std::uint64_t num_draws) {
    auto planned = plan_study(central.model, central.parameters, {}, {.num_draws = num_draws});
    REQUIRE(planned.has_value());
    run = std::move(*planned);
    REQUIRE(begin_at(run, central, {}).value_or(false));
  }
  Begun(const Begun&) = delete;
  Begun& operator=(const Begun&) = delete;
};

Crew crew_of(std::size_t size) {
  const Workers workers = [](std::size_t num_jobs, const Job& job) {
    std::vector<std::jthread> threads;
    for (std::size_t k = 0; k < num_jobs; ++k) threads.emplace_back([&job, k] { job(k); });
  };
  return {size, workers, [] {
            return [mutex = std::make_shared<std::mutex>()](const std::function<void()>& work) {
              const std::lock_guard lock(*mutex);
              work();
            };
          }};
}

RowsInMemory filled(std::uint64_t num_draws, const Shard& shard, const RowsLent& lent = {}) {
  Begun begun(num_draws);
  RowsInMemory kept;
  REQUIRE(fill_study(begun.run, shard, kept.keeper(), lent).has_value());
  return kept;
}

std::string refusal_of(const std::string& text, const StudyPlan& plan) {
  const Model model = model_of(text);
  const auto run = plan_study(model, best_guesses(model), {}, plan);
  REQUIRE_FALSE(run.has_value());
  const auto* refusal = std::get_if<Refusal>(&run.error());
  return refusal ? refusal->sentence : std::get<Diagnostics>(run.error()).front().message;
}

}  // namespace

TEST_CASE("shards share out the rows: each is in one of them") {
  std::vector<std::int64_t> all;
  for (std::uint64_t part = 1; part <= 3; ++part) {
    MissingRows missing = missing_rows({part, 3}, 10, {});
    const std::uint64_t num = count_missing(missing);
    for (std::uint64_t k = 0; k < num; ++k) all.push_back(take_missing(missing).value());
    CHECK_FALSE(take_missing(missing).has_value());
  }
  std::ranges::sort(all);
  CHECK(all == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("rows that are done are not missing, in whatever shard they were solved") {
  MissingRows missing = missing_rows({2, 3}, 10, {0, 1, 4, 6});
  CHECK(count_missing(missing) == 1);
  CHECK(take_missing(missing).value() == 7);
  CHECK_FALSE(take_missing(missing).has_value());
  CHECK(count_missing(missing_rows({3, 3}, 2, {})) == 0);
}

TEST_CASE("a study keeps the best guesses and every row, with the answers of its numbers") {
  const RowsInMemory kept = filled(6, {});
  REQUIRE(kept.rows.size() == 7);
  CHECK(kept.rows.at(central_row).parameters.front() == 2);
  CHECK(kept.rows.at(central_row).answers.front() == Approx(0.5));
  for (const auto& [number, row] : kept.rows) {
    CHECK(row.flags == 0);
    CHECK(row.answers.front() == Approx(p_go(row.parameters.front())));
  }
}

TEST_CASE("a study that is stopped in the middle keeps what is done, and goes on to the same table") {
  Begun begun(8);
  RowsInMemory kept;
  RowsLent lent;
  lent.monitor = [&](const Progress&) { return kept.rows.size() < 4; };
  const auto stopped = fill_study(begun.run, {}, kept.keeper(), lent);
  REQUIRE(stopped.has_value());
  CHECK(stopped->num_missing == 8);
  CHECK(stopped->num_done == 3);
  CHECK(kept.rows.size() == 4);
  lent.monitor = {};
  const auto done = fill_study(begun.run, {}, kept.keeper(), lent);
  REQUIRE(done.has_value());
  CHECK(done->num_missing == 5);
  CHECK(done->num_done == 5);
  CHECK(same_rows(kept, filled(8, {})));
}

TEST_CASE("rows are kept a batch at a time where somebody says when, and the rest at the end") {
  std::size_t num_told = 0;
  std::size_t num_asked = 0;
  RowsLent lent;
  lent.is_due = [&] { return ++num_asked % 3 == 0; };
  lent.told = [&](const RowsDone& done) {
    CHECK(done.num_missing == 7);
    ++num_told;
  };
  const RowsInMemory kept = filled(7, {}, lent);
  CHECK(kept.rows.size() == 8);
  CHECK(kept.num_batches == 4);  // the centre, twice three rows, the last
  CHECK(num_told == 4);          // at the start, too
}

TEST_CASE("many threads and shards make the table of one") {
  const RowsInMemory alone = filled(24, {});
  RowsLent lent;
  lent.crew = crew_of(3);
  CHECK(same_rows(alone, filled(24, {}, lent)));
  RowsInMemory joined = filled(24, {1, 2});
  RowsInMemory other = filled(24, {2, 2});
  REQUIRE(take_over(joined.keeper(), other.keeper(), {}).has_value());
  CHECK(same_rows(alone, joined));
}

TEST_CASE("where rows cannot be kept the study ends with the keeper's reason") {
  Begun begun(4);
  RowsInMemory kept;
  StudyKeeper keeper = kept.keeper();
  keeper.add = [&](std::span<const StoredRow> rows) -> Kept<void> {
    if (rows.front().number != central_row) return std::unexpected(Refusal{"the disk is full", ""});
    return {};
  };
  const auto done = fill_study(begun.run, {}, keeper, {});
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().sentence == "the disk is full");
}

TEST_CASE("rows that contradict each other are not joined") {
  RowsInMemory out = filled(4, {});
  RowsInMemory part = out;
  part.rows.at(2).note = "told otherwise";
  CHECK(take_over(out.keeper(), part.keeper(), {}).has_value());
  part.rows.at(2).answers.front() += 1e-16 + 1e-9;
  const auto taken = take_over(out.keeper(), part.keeper(), {});
  REQUIRE_FALSE(taken.has_value());
  CHECK(taken.error().sentence == "row 2 in `a list` is not the one in `a list`");
}

TEST_CASE("rows are drawn again: a number that was changed is noticed, in the row and by name") {
  Begun begun(5);
  const StudyCard card = card_of(begun.run, {"file", "hash", "0.1.0", "options"}, surveyed);
  RowsInMemory kept;
  REQUIRE(fill_study(begun.run, {}, kept.keeper(), {}).has_value());
  const RowDoubt doubt = doubt_about_draws(card, begun.central.model);
  REQUIRE(doubt);
  for (const auto& [number, row] : kept.rows) CHECK(doubt(row).empty());
  StoredRow changed = kept.rows.at(3);
  changed.parameters.front() += 0.001;
  CHECK(doubt(changed).starts_with("row 3 has `cost` = "));
}

TEST_CASE("what cannot be studied is refused with a sentence") {
  CHECK(refusal_of(one_choice_text(""), {.num_draws = 4}) == "the file asks nothing that a study answers");
  const std::string fixed =
      "crisis \"Fixed\"\nactor A\nstage \"Only\":\n  A chooses move: left, right\npayoff A:\n"
      "  1 if A.move is left\nask P(A.move is left)\n";
  CHECK(refusal_of(fixed, {.num_draws = 4}) == "no number of the model has a range, so there is nothing to draw");
  const std::string limit = one_choice_text("") + "ask P(A.move is go)\n";
  CHECK(refusal_of(limit, {.num_draws = 4, .start = RowStart::Both}).ends_with("in the limit choices may jump"));
}

TEST_CASE("Saltelli's rows come in whole blocks") {
  const Model model = model_of(surveyed);
  const auto run =
      plan_study(model, best_guesses(model), {}, {.num_draws = 9, .design = DesignKind::Saltelli, .seed = 5});
  REQUIRE(run.has_value());
  CHECK(run->drawn.size() == 2);
  CHECK(run->design.num_rows == 12);
  CHECK(run->design.seed == 5);
}

TEST_CASE("a card says of which study rows are, and differences are told") {
  Begun begun(4);
  const Provenance from{"file", "hash", "0.1.0", "precision 1"};
  const StudyCard card = card_of(begun.run, from, surveyed);
  CHECK(card.options == "precision 1; start path");
  CHECK(card.design == "sobol");
  REQUIRE(card.parameters.size() == 2);
  CHECK(card.parameters.front().drawn == "normal");
  CHECK(card.answers.front().name == "ask P(A.move is go)");
  CHECK(differences(card, from).empty());
  const auto other = differences(card, Provenance{"file", "hash", "0.2.0", "precision 1"});
  REQUIRE(other.size() == 1);
  CHECK(other.front() == "program: `0.1.0` there, `0.2.0` here");
}
