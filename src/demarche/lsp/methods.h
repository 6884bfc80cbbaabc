#pragma once

#include "demarche/lsp/call.h"

#include <string_view>

// What a client may ask for, a file or two a group.
namespace demarche::lsp {

Reply initialize(Call& call);
Reply hover(Call& call);
Reply completion(Call& call);
Reply definition(Call& call);
Reply references(Call& call);
Reply document_highlight(Call& call);
Reply prepare_rename(Call& call);
Reply rename(Call& call);
Reply formatting(Call& call);
Reply document_symbol(Call& call);
Reply semantic_tokens(Call& call);
Reply folding_range(Call& call);
Reply code_action(Call& call);
Reply code_lens(Call& call);
Reply resolve_code_lens(Call& call);
Reply execute_command(Call& call);

// And what it tells.
void did_open(Server& server, const Value& params);
void did_change(Server& server, const Value& params);
void did_change_configuration(Server& server, const Value& params);

// Notifications to be sent.
view::Data told_of(Document& document);
view::Data nothing_told_of(std::string_view uri);

}  // namespace demarche::lsp
