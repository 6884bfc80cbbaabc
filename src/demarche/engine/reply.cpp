#include "demarche/engine/reply.h"

#include "demarche/view/diagnostics_data.h"

#include <utility>

namespace demarche {

view::Data reply_of(const Result& result) {
  view::Data reply = {{"schema", 1}, {"outcome", word_of(result.outcome)}};
  reply["message"] = result.message.sentence;
  reply["help"] = result.message.help;
  std::vector<std::string> details = result.message.details;
  details.insert(details.end(), result.remarks.begin(), result.remarks.end());
  reply["details"] = std::move(details);
  reply["diagnostics"] = diagnostics_list(result.source, result.diagnostics);
  reply["page"] = result.page ? result.page->data : view::Data();
  return reply;
}

}  // namespace demarche
