#include "demarche/lsp/call.h"

namespace demarche::lsp {

std::expected<Document*, Fault> document_in(const Call& call) {
  const auto uri = call.params["textDocument"]["uri"].text();
  if (!uri) return fault(Code::InvalidParams, "the request names no document");
  const auto found = call.server.documents.find(*uri);
  if (found == call.server.documents.end())
    return fault(Code::InvalidParams, "no document is open as " + std::string(*uri));
  return &found->second;
}

std::expected<Spot, Fault> spot_in(const Call& call) {
  const auto document = document_in(call);
  if (!document) return std::unexpected(document.error());
  const auto position = position_in(call.params["position"]);
  if (!position) return fault(Code::InvalidParams, "the request names no position");
  return Spot{**document, offset_of(ruler_of(**document), *position)};
}

}  // namespace demarche::lsp
