#pragma once

#include "demarche/certify/off_path.h"
#include "demarche/check/check.h"
#include "demarche/compile/compile.h"
#include "demarche/game/efg.h"
#include "demarche/study/answers.h"
#include "demarche/syntax/tree.h"
#include "demarche/view/report.h"

#include <expected>
#include <optional>
#include <string>

namespace demarche {

// The road from a text to answers. Every front (command line, Python, browser, tests) goes through these functions, and
// nobody else knows their order:
//
//   read -> parse -> check -> compile -> bind -> solve -> certify -> answer -> report

// Source -> Tree -> Model, with all that is to be said about them.
struct Reading {
  Source source;
  Tree tree;
  Model model;
  Diagnostics diagnostics;
};
Reading read_model(Source source);

// Model -> Game -> Stakes at the best guesses, for what only shows when the story is walked through: cases that run
// out, numbers out of their bounds on some history. In the form in which the model would be solved.
Diagnostics check_unfolding(const Model& model);

// What to solve: the baseline unless a variant is named, at the best guesses unless parameters are set.
struct Selection {
  std::string variant;
  std::vector<std::pair<std::string, double>> settings;
};

// Model -> Game -> Stakes, for whoever wants the game itself.
struct Built {
  Compiled compiled;
  Stakes stakes;
};
std::expected<Built, Diagnostics> build(const Varied& varied, const CompileOptions& options);

// A model to be solved, with the selection's changes made; or one sentence that says which name is not known.
std::expected<Varied, std::string> select(const Model& model, const Selection& selection);

// A game that came as a file of moves and numbers, solved by the same road.
struct SolvedFile {
  Game game;
  Stakes stakes;
  Solution solution;
  Certificate certificate;
};
SolvedFile solve_file(EfgFile file, const AqreOptions& options, const Monitor& monitor = {});

// A strategy from elsewhere, judged. The solution holds the strategy only.
struct JudgedStrategy {
  Solution solution;
  Certificate certificate;
  std::vector<UnsettledBelief> unsettled;
};
JudgedStrategy judge(const Game& game, const Stakes& stakes, Strategy strategy);

// The views that reports take.
Report report_on(const Solved& solved, const Source& source, Provenance provenance);
Report report_on(const SolvedFile& solved, const Source& source, Provenance provenance);

// Whether a file holds a game of Gambit's (.efg, .nfg) rather than a model, by its first word or its name; and what it
// holds.
bool is_game_file(const Source& source);
EfgRead read_game_file(const Source& source);

// Where a result comes from: the file's text without questions typed beside it, which the answers repeat; the version
// is the program's; `options` is one line and begins with what was selected.
Provenance provenance_of(const Source& source, const StudyOptions& options, const Selection& selection = {});

std::string_view version();

}  // namespace demarche
