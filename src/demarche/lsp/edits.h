#pragma once

#include "demarche/diag/fix.h"
#include "demarche/lsp/server.h"
#include "demarche/view/data.h"

#include <span>
#include <string_view>
#include <vector>

namespace demarche::lsp {

view::Data data_of(const Ruler& ruler, const Edit& edit);
view::Data list_of(const Ruler& ruler, std::span<const Edit> edits);

// Edits of one document, as a client can take them: with its version, so that they are made in no other text.
view::Data workspace_edit(const Client& client, const Document& document, std::span<const Edit> edits);

// The least that turns one text into another: a stretch, or nothing where they are the same.
std::vector<Edit> edits_between(std::string_view before, std::string_view after);

}  // namespace demarche::lsp
