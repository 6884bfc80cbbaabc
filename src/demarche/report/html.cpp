#include "demarche/report/html.h"

#include "demarche/base/sha256.h"

#include <fmt/format.h>
#include <cstdint>

namespace demarche {

namespace {

int digit_of(char hex) { return hex <= '9' ? hex - '0' : hex - 'a' + 10; }

std::vector<std::uint8_t> bytes_of_hex(std::string_view hex) {
  std::vector<std::uint8_t> bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(digit_of(hex[i]) * 16 + digit_of(hex[i + 1])));
  }
  return bytes;
}

std::string base64_of(const std::vector<std::uint8_t>& bytes) {
  static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = bytes.size() - i;
    const std::uint32_t group =
        static_cast<std::uint32_t>(bytes[i] << 16 | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0));
    for (std::size_t k = 0; k < 4; ++k) text += k <= left ? alphabet[group >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

void append_row(std::string& out, std::string_view tag, const HtmlTable& table, const std::vector<std::string>& cells) {
  out += "<tr>";
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const bool is_number = k < table.head.size() && table.head[k].starts_with('#');
    const bool is_head = tag == "th";
    const std::string_view text =
        is_head && is_number ? std::string_view{cells[k]}.substr(1) : std::string_view{cells[k]};
    out += fmt::format("<{}{}{}>{}</{}>", tag, is_head ? " scope=\"col\"" : "", is_number ? " class=\"number\"" : "",
                       text, tag);
  }
  out += "</tr>\n";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escape_json_in_html(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string policy_hash(std::string_view script) {
  return fmt::format("'sha256-{}'", base64_of(bytes_of_hex(sha256_hex(script))));
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += names[i];
  }
  return out;
}

std::string html_of(const HtmlTable& table) {
  std::string out = "<div class=\"scroll\" tabindex=\"0\"><table>";
  if (!table.caption.empty()) out += "<caption>" + table.caption + "</caption>";
  out += "\n<thead>";
  append_row(out, "th", table, table.head);
  out += "</thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    if (row.size() == 1 && table.head.size() > 1) {
      out += fmt::format("<tr><th scope=\"rowgroup\" class=\"group\" colspan=\"{}\">{}</th></tr>\n", table.head.size(),
                         row[0]);
    } else {
      append_row(out, "td", table, row);
    }
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace demarche
