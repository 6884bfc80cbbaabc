#pragma once

#include "demarche/lsp/server.h"
#include "demarche/view/data.h"

#include <expected>
#include <string>

namespace demarche::lsp {

// Why a request has no answer, as the protocol numbers it.
enum class Code : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  ServerNotInitialized = -32002,
  RequestFailed = -32803,
  ContentModified = -32801,
  RequestCancelled = -32800
};
struct Fault {
  Code code = Code::InvalidParams;
  std::string message;
};
using Reply = std::expected<view::Data, Fault>;

// A request while it is answered.
struct Call {
  Server& server;
  Value params;
  const Meanwhile& meanwhile;
  view::Data id = {};
  bool is_put_off = false;  // it is to be asked again
};

// What most requests are about.
std::expected<Document*, Fault> document_in(const Call& call);
struct Spot {
  Document& document;
  std::uint32_t offset = 0;
};
std::expected<Spot, Fault> spot_in(const Call& call);

inline std::unexpected<Fault> fault(Code code, std::string message) {
  return std::unexpected(Fault{code, std::move(message)});
}

}  // namespace demarche::lsp
