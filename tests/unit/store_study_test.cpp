#include "demarche/store/study_store.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace demarche;

namespace {

// A name in the folder for temporary files that no file has; whatever gets it goes at the end.
struct TemporaryName {
  std::string path;
  explicit TemporaryName(const std::string& name)
      : path(std::filesystem::temp_directory_path() / ("demarche_" + name)) {
    remove();
  }
  ~TemporaryName() { remove(); }
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;
  void remove() const {
    for (const char* end : {"", "-wal", "-shm", ".new"}) std::filesystem::remove(path + end);
  }
};

StudyCard small_card() {
  return {"crisis text",
          "abc",
          "0.1.0",
          "precision 1",
          "sobol",
          18446744073709551615ULL,
          4,
          {{"cost", "", "", 2, 1, 4}},
          {{"ask P(x)", "P(x)", "share", {}, {}, {}}}};
}

StoredRow row_of(std::int64_t number, double answer) {
  return {number, {0.1 * static_cast<double>(number)}, {answer}, 1e-7, 3, 1, jump_suspected, "a note"};
}

}  // namespace

TEST_CASE("rows of a study are found by their number") {
  const TemporaryName file("store_find.db");
  const auto made = create_study(file.path, small_card());
  REQUIRE(made.has_value());
  const std::vector<StoredRow> rows = {row_of(3, 0.75), row_of(0, 0.25)};
  REQUIRE(add_rows(*made, rows).has_value());
  auto reader = read_by_number(*made);
  REQUIRE(reader.has_value());
  const auto known = find_row(*reader, 3);
  REQUIRE((known.has_value() && known->has_value()));
  CHECK((*known)->answers == std::vector{0.75});
  const auto unknown = find_row(*reader, 2);
  REQUIRE(unknown.has_value());
  CHECK_FALSE(unknown->has_value());
}

TEST_CASE("a study comes back from its file as it was, to the last bit") {
  const TemporaryName file("store_round.db");
  auto made = create_study(file.path, small_card());
  REQUIRE(made.has_value());
  const std::vector<StoredRow> rows = {row_of(2, 1.0 / 3), row_of(-1, -0.0), row_of(0, std::nan(""))};
  REQUIRE(add_rows(*made, rows).has_value());
  close_study(std::move(*made));
  CHECK_FALSE(std::filesystem::exists(file.path + "-wal"));
  const auto read = open_study(file.path, OpenMode::Read);
  REQUIRE(read.has_value());
  CHECK(differences(read->card, small_card()).empty());
  CHECK(read->card.seed == small_card().seed);
  CHECK(read->card.model_text == "crisis text");
  const auto found = read_rows(*read);
  REQUIRE(found.has_value());
  REQUIRE(found->size() == 3);
  CHECK(found->at(0).number == central_row);
  CHECK(std::signbit(found->at(0).answers.at(0)));
  CHECK(std::isnan(found->at(1).answers.at(0)));
  CHECK(found->at(2).answers.at(0) == 1.0 / 3);
  CHECK(found->at(2).parameters.at(0) == 0.2);
  CHECK(found->at(2).flags == jump_suspected);
  CHECK(found->at(2).note == "a note");
  CHECK(row_numbers(*read).value() == std::vector<std::int64_t>{0, 2});
}

TEST_CASE("rows that are there stay as they are") {
  const TemporaryName file("store_again.db");
  auto made = create_study(file.path, small_card());
  REQUIRE(made.has_value());
  const StoredRow first = row_of(1, 0.5);
  const StoredRow second = row_of(1, 0.75);
  REQUIRE(add_rows(*made, std::span(&first, 1)).has_value());
  REQUIRE(add_rows(*made, std::span(&second, 1)).has_value());
  CHECK(read_rows(*made)->at(0).answers.at(0) == 0.5);
}

TEST_CASE("whatever differs between two studies is named with both sides") {
  StudyCard other = small_card();
  CHECK(differences(small_card(), other).empty());
  other.seed = 3;
  other.options = "tolerance 0.1";
  CHECK(differences(small_card(), other) ==
        std::vector<std::string>{"options: `precision 1` there, `tolerance 0.1` here",
                                 "seed: `18446744073709551615` there, `3` here"});
  other = small_card();
  other.answers[0].label = "P(y)";
  CHECK(differences(small_card(), other).size() == 1);
}

TEST_CASE("a file that is there is never begun anew, and a begun one that was never named is no obstacle") {
  const TemporaryName file("store_there.db");
  std::ofstream(file.path + ".new") << "left by a crash";
  REQUIRE(create_study(file.path, small_card()).has_value());
  const auto again = create_study(file.path, small_card());
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().sentence.find("there already") != std::string::npos);
}

TEST_CASE("what is no study is told from one") {
  const TemporaryName file("store_text.db");
  std::ofstream(file.path) << std::string(5000, 'x');
  const auto text = open_study(file.path, OpenMode::Read);
  REQUIRE_FALSE(text.has_value());
  CHECK(text.error().sentence.find("not a SQLite file") != std::string::npos);
  file.remove();
  std::ofstream(file.path) << "";
  const auto empty = open_study(file.path, OpenMode::Write);
  REQUIRE_FALSE(empty.has_value());
  CHECK(empty.error().sentence.find("is no study") != std::string::npos);
  CHECK_FALSE(open_study(file.path + ".missing", OpenMode::Read).has_value());
}

TEST_CASE("a row that was changed, lost or moved is told where rows are read") {
  const TemporaryName file("store_changed.db");
  for (const auto& [sql, words] : {std::pair{"UPDATE rows SET max_gain = 0 WHERE k = 1", "row 1 was changed"},
                                   {"UPDATE rows SET k = 2 WHERE k = 1", "row 2 was changed"},
                                   {"DELETE FROM rows WHERE k = 1", "2 rows were written, and 1 are there"},
                                   {"DELETE FROM rows", "2 rows were written, and 0 are there"},
                                   {"DELETE FROM tally", "does not say how many rows"}}) {
    CAPTURE(sql);
    file.remove();
    const auto made = create_study(file.path, small_card());
    REQUIRE(made.has_value());
    const std::vector<StoredRow> rows = {row_of(0, 0.25), row_of(1, 0.75)};
    REQUIRE(add_rows(*made, rows).has_value());
    REQUIRE(read_rows(*made).has_value());
    REQUIRE(made->database.run(sql).has_value());
    const auto read = read_rows(*made);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().sentence.find(words) != std::string::npos);
    CHECK_FALSE(row_numbers(*made).has_value());
  }
}

TEST_CASE("a study whose description was changed is not opened") {
  const TemporaryName file("store_card.db");
  {
    const auto made = create_study(file.path, small_card());
    REQUIRE(made.has_value());
    REQUIRE(made->database.run("UPDATE columns SET low = 1.5 WHERE name = 'cost'").has_value());
  }
  const auto opened = open_study(file.path, OpenMode::Read);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().sentence.find("what it says of the study") != std::string::npos);
}

TEST_CASE("whoever knows more of a study's rows than their checksums is asked for each") {
  const TemporaryName file("store_doubt.db");
  auto made = create_study(file.path, small_card());
  REQUIRE(made.has_value());
  const std::vector<StoredRow> rows = {row_of(0, 0.25), row_of(1, 0.75)};
  REQUIRE(add_rows(*made, rows).has_value());
  made->doubt = [](const StoredRow& row) { return row.number == 1 ? "row 1 is odd" : ""; };
  const auto read = read_rows(*made);
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().sentence.find("row 1 is odd") != std::string::npos);
}
