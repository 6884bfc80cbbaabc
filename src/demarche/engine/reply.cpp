#include "demarche/engine/reply.h"

#include "demarche/view/diagnostics_data.h"

namespace demarche {

view::Data reply_of(const Result& result) {
  view::Data reply = {{"schema", 1}, {"outcome", word_of(result.outcome)}};
  reply["message"] = result.message.sentence;
  reply["help"] = result.message.help;
  reply["details"] = result.message.details;
  reply["diagnostics"] = diagnostics_list(result.source, result.diagnostics);
  reply["page"] = result.page ? result.page->data : view::Data();
  return reply;
}

}  // namespace demarche
