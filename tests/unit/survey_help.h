#pragma once

#include "demarche/draw/design.h"
#include "demarche/survey/keeper.h"
#include "demarche/survey/plan_study.h"
#include "demarche/survey/read_study.h"
#include "study_help.h"

#include <map>

namespace demarche::test {

// Rows kept in a list, as a file keeps them.
struct RowsInMemory {
  std::map<std::int64_t, StoredRow> rows{};
  std::size_t num_batches = 0;

  StudyKeeper keeper() {
    return {"a list", [this](std::span<const StoredRow> some) { return add(some); }, [this] { return numbers(); },
            [this]() -> OrRefusal<NextRow> { return reader(); }, [this]() -> OrRefusal<FindRow> { return finder(); }};
  }

 private:
  OrRefusal<void> add(std::span<const StoredRow> some) {
    for (const StoredRow& row : some) rows.emplace(row.number, row);
    num_batches += some.empty() ? 0 : 1;
    return {};
  }
  OrRefusal<std::vector<std::int64_t>> numbers() const {
    std::vector<std::int64_t> all;
    for (const auto& [number, row] : rows) {
      if (number != central_row) all.push_back(number);
    }
    return all;
  }
  NextRow reader() const {
    return [this, at = rows.begin()]() mutable -> OrRefusal<std::optional<StoredRow>> {
      if (at == rows.end()) return std::nullopt;
      return (at++)->second;
    };
  }
  FindRow finder() const {
    return [this](std::int64_t number) -> OrRefusal<std::optional<StoredRow>> {
      const auto found = rows.find(number);
      return found == rows.end() ? std::nullopt : std::optional(found->second);
    };
  }
};

inline bool same_rows(const RowsInMemory& a, const RowsInMemory& b) {
  return a.rows.size() == b.rows.size() &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), [](const auto& one, const auto& other) {
           return one.first == other.first && same_row(one.second, other.second);
         });
}

// A study whose rows are made up: all numbers drawn evenly from 0 to 1, and the answers worked out from them.
template <class Answers>
ReadStudy made_up(DesignKind kind, std::uint64_t num_rows, std::vector<std::string> names,
                  std::vector<StoredColumn> answers, const Answers& answers_at, Model model = {}) {
  StudyCard card;
  card.design = design_word(kind);
  card.options = "precision 1";
  card.num_rows = num_rows;
  card.answers = std::move(answers);
  for (const std::string& name : names) card.parameters.push_back({name, "", "", 0.5, 0, 1, "uniform"});
  const Design design = make_design(kind, 1, num_rows, names.size());
  std::vector<double> drawn(names.size());
  std::vector<StoredRow> rows;
  for (std::uint64_t k = 0; k < num_rows; ++k) {
    draw_row(design, k, drawn);
    rows.push_back({static_cast<std::int64_t>(k), drawn, answers_at(drawn), 1e-9, 1, 1, 0, ""});
  }
  return make_read_study("made up", std::move(card), std::move(rows), std::move(model));
}

}  // namespace demarche::test
