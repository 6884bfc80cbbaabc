#include "demarche/studio/guard.h"

#include "demarche/studio/replies.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace demarche::studio {
namespace {

constexpr std::size_t longest_target = 1024;

std::size_t count_of(const http::Asked& asked, std::string_view name) {
  return static_cast<std::size_t>(
      std::ranges::count_if(asked.headers, [&](const auto& header) { return header.first == name; }));
}

bool is_number_below(std::string_view text, int end) {
  int number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && rest == text.data() + text.size() && number >= 0 && number < end;
}

// An IPv4 address in digits with this port: no name, which could be made to lead here.
bool is_address(std::string_view host, int port) {
  const std::string end = fmt::format(":{}", port);
  if (!host.ends_with(end)) return false;
  host.remove_suffix(end.size());
  for (int k = 0; k < 4; ++k) {
    const std::size_t dot = host.find('.');
    if ((dot == std::string_view::npos) != (k == 3) || !is_number_below(host.substr(0, dot), 256)) return false;
    host.remove_prefix(dot == std::string_view::npos ? host.size() : dot + 1);
  }
  return true;
}

bool is_our_host(const Gate& gate, std::string_view host) {
  return gate.hosts.empty() ? is_address(host, gate.port) : std::ranges::find(gate.hosts, host) != gate.hosts.end();
}

// What a browser says of the page that sends a request.
bool is_from_elsewhere(const http::Asked& asked, std::string_view host) {
  const auto site = header_of(asked, "sec-fetch-site");
  if (count_of(asked, "sec-fetch-site") > 0 && site != "same-origin" && site != "none") return true;
  return count_of(asked, "origin") > 0 && header_of(asked, "origin") != fmt::format("http://{}", host);
}

bool has_body(const http::Asked& asked) { return asked.method == "PUT" || asked.method == "POST"; }

// One length, said in digits, and nothing that makes a body other than its bytes: where two readers could take the end
// of a body to be elsewhere, neither reads it.
std::optional<http::Answer> refusal_of_body(const Gate& gate, const http::Asked& asked) {
  if (count_of(asked, "transfer-encoding") > 0) return told(411, "a body is sent whole, with its Content-Length");
  const std::size_t num_lengths = count_of(asked, "content-length");
  const std::string_view said = header_of(asked, "content-length").value_or("");
  if (num_lengths > 1) return told(400, "the length of the body is said more than once");
  if (!has_body(asked))
    return num_lengths == 0 || said == "0" ? std::nullopt : std::optional(told(400, "no body is wanted here"));
  if (num_lengths == 0) return told(411, "a body is sent whole, with its Content-Length");
  const bool are_digits = !said.empty() && said.find_first_not_of("0123456789") == std::string_view::npos;
  if (!are_digits) return told(400, "the length of the body is no number");
  if (said.size() > 12 || std::stoull(std::string(said)) > gate.most_body)
    return told(413, fmt::format("that is more than {} MB", gate.most_body >> 20));
  if (count_of(asked, "content-encoding") > 0) return told(415, "a body is sent as it is, not packed");
  return std::nullopt;
}

// A form of another page can send the other kinds without asking first.
std::optional<http::Answer> refusal_of_type(const http::Asked& asked) {
  if (!has_body(asked)) return std::nullopt;
  const std::string_view type = header_of(asked, "content-type").value_or("");
  const std::string_view kind = type.substr(0, type.find(';'));
  if (asked.method == "POST" ? kind == "application/json" : kind == "text/plain") return std::nullopt;
  return told(415, asked.method == "POST" ? "send JSON, as `application/json`" : "send text, as `text/plain`");
}

}  // namespace

std::optional<std::string_view> header_of(const http::Asked& asked, std::string_view name) {
  if (count_of(asked, name) != 1) return std::nullopt;
  return std::ranges::find_if(asked.headers, [&](const auto& header) { return header.first == name; })->second;
}

bool are_same_secret(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned differing = 0;
  for (std::size_t k = 0; k < one.size(); ++k)
    differing |= static_cast<unsigned char>(one[k]) ^ static_cast<unsigned char>(other[k]);
  return differing == 0;
}

std::optional<std::string_view> path_within(const Gate& gate, const http::Asked& asked) {
  std::string_view path = asked.target;
  path = path.substr(0, path.find_first_of("?#"));
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  if (gate.token.empty()) return path;
  const std::string_view first = path.substr(0, gate.token.size());
  if (!are_same_secret(first, gate.token) || !path.substr(first.size()).starts_with('/')) return std::nullopt;
  return path.substr(first.size() + 1);
}

std::optional<http::Answer> refusal_at(const Gate& gate, const http::Asked& asked) {
  if (asked.method != "GET" && asked.method != "HEAD" && !has_body(asked))
    return told(405, "GET, PUT and POST are all there is");
  if (asked.target.size() > longest_target) return told(414, "the address is too long");
  const std::string_view host = header_of(asked, "host").value_or("");
  if (!is_our_host(gate, host)) return told(403, "this is not the address that the server goes by");
  if (is_from_elsewhere(asked, host)) return told(403, "that was sent by a page of somebody else");
  if (!path_within(gate, asked)) return told(404, "there is nothing here");
  if (auto refused = refusal_of_body(gate, asked)) return refused;
  return refusal_of_type(asked);
}

}  // namespace demarche::studio
