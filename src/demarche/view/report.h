#pragma once

#include "demarche/game/public_game.h"
#include "demarche/study/answers.h"
#include "demarche/study/equilibria.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace demarche {

// Where numbers come from: enough to get them again.
struct Provenance {
  std::string file;        // as the user named it
  std::string model_hash;  // SHA-256 of the text, in hex
  std::string version;
  std::string options;                               // what was selected, precision or tolerance, limits, as one line
  std::optional<std::uint64_t> seed = std::nullopt;  // where something was drawn at random
};

struct PathRecord;
struct RaidStudy;
struct StudyFindings;

// Everything a report may draw on. Pointers, because an .efg has no model and `solve` has no answers.
struct Report {
  Provenance provenance;
  const Game* game = nullptr;
  const PublicGame* open = nullptr;  // solved as a public tree: `game` then holds no histories, only sets and names
  const Stakes* stakes = nullptr;
  const Solution* solution = nullptr;
  const Certificate* certificate = nullptr;
  const Model* model = nullptr;    // .crisis only
  const Solved* solved = nullptr;  // .crisis only; the four above point into it
  const std::vector<Answer>* answers = nullptr;
  const Diagnostics* diagnostics = nullptr;  // why questions have no answer
  bool interrupted = false;                  // the questions after the last answer were not reached
  const Source* source = nullptr;
  const std::vector<RaidStudy>* raids = nullptr;  // what gets through the model's raids, for the page
  const StudyFindings* findings = nullptr;        // what a study adds to the answers
  const PathRecord* path = nullptr;               // `solve`: the path that was followed, if any
  const Equilibria* equilibria = nullptr;         // where several were looked for
  std::size_t equilibrium = 1;                    // which of them the solution is
};

struct TerminalOptions {
  bool colour = false;
  std::size_t width = 80;
  std::size_t max_infosets = 8;  // an actor's information sets that are shown, those reached most often
};

// `demarche solve`: strategies, beliefs, values, gains.
std::string solution_as_text(const Report& report, const TerminalOptions& options);
std::string solution_as_json(const Report& report);  // schema 1, docs/reference/json.md
std::string solution_as_csv(const Report& report);

// `demarche ask`.
std::string answers_as_text(const Report& report, const TerminalOptions& options);
std::string answers_as_json(const Report& report);
std::string answers_as_csv(const Report& report);

// What a page needs to stand alone, inlined so that it needs no network. With any of the scripts empty it has no
// charts.
struct PageAssets {
  std::string_view vega;
  std::string_view vega_lite;
  std::string_view vega_embed;
  std::string_view style;   // web/report/report.css
  std::string_view script;  // web/report/report.js: draws the charts
};
// One self-contained page.
std::string page(const Report& report, const PageAssets& assets);

// The Vega-Lite specifications of the page's charts, as one JSON object by chart name; the page draws exactly these.
std::string chart_specifications(const Report& report);

// `demarche describe`: actors, moves in order, who sees what, sizes before unfolding, unsourced numbers first.
std::string description_as_text(const Model& model, const Census& census, const TerminalOptions& options);
std::string description_as_json(const Model& model, const Census& census);

}  // namespace demarche
