#pragma once

#include "demarche/study/answers.h"

#include <string>
#include <vector>

// The columns that a question gives a table of draws: known from the model, whether or not the question is answered.
namespace demarche {

// Which number of which question. Columns are found by their keys; labels are for people.
struct ColumnKey {
  std::string question;  // as written
  std::string of_case;   // of a comparison the choice or the variant, of a belief the value; empty elsewhere
  std::string quantity;  // as written; of a belief the trait

  bool operator==(const ColumnKey&) const = default;
};

struct AskedColumn {
  ColumnKey key;
  std::string label;   // what tells it from the others of its question
  std::string target;  // of `ask` and `check`: what the question is about, `P(war) given x`
  bool is_payoff = false;
  bool is_compared = false;  // one of the cases of a comparison
  double least_size =
      0;  // of what its numbers are known by, where they are smaller: 1 of a difference of probabilities
};

// One a row that an answer to the question has, in order; none of sweeps and rankings, whose rows the model's numbers
// make.
std::vector<AskedColumn> columns_of(const Model& model, const Question& question);

// The key of an answer's row.
ColumnKey key_of(const Answer& answer, const AnswerRow& row);

// What a question of one number is about: `P(war) given x` of `ask`, `check ... is between`, `rank parameters for`.
std::string target_of(const Question& question);

// A case of a comparison of rules; nullopt: the model as it is.
std::string case_name(const Model& model, std::optional<VariantId> variant);

// The questions that a study answers in each row: all but sweeps, which vary numbers themselves. Of a ranking what it
// ranks for, unless that is asked or checked anyway.
std::vector<Question> questions_of_rows(const std::vector<Question>& questions);

}  // namespace demarche
