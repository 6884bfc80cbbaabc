#pragma once

#include "demarche/view/report.h"

#include <optional>
#include <string>
#include <vector>

namespace demarche {

// One step of the story in words.
struct StoryLine {
  std::size_t depth = 0;    // inside blocks
  std::string_view kind{};  // trait | move | chance | raid | vote | reveal | scale | end | repeat | simultaneously
  std::string text{};       // "Iran chooses raid: hold, telegraphed, surprise"
  std::string condition{};  // "Iran.raid is hold"; empty where there is none
  std::optional<VariableId> variable{};  // what it settles or shows
  std::optional<ActorId> actor{};        // whose move or trait it is
  std::optional<ActorSet> seen_by{};     // steps that somebody can see
};

// The private traits, then the steps of a stage, inner steps after the block they stand in.
std::vector<StoryLine> trait_lines(const Model& model);
std::vector<StoryLine> story_lines(const Model& model, const Stage& stage);

// Who has a veto, more votes than one, or may abstain, and that ballots are secret: "; veto of US"; empty for a plain
// vote.
std::string vote_terms(const Model& model, const Vote& vote);

// The layers of a raid's defence by name, each once: one that is stronger when warned stands on two lines of one name.
std::vector<std::string> layer_names(const Raid& raid);

}  // namespace demarche
