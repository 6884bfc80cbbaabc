#include "demarche/store/seal.h"

#include "demarche/base/sha256.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace demarche {
namespace {

void append_field(std::string& text, std::string_view bytes) {
  text += std::to_string(bytes.size());
  text += ':';
  text += bytes;
  text += ',';
}

std::string_view bytes_of(const std::vector<double>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(double)};
}

void append_bits(std::string& text, std::uint64_t bits) {
  static_assert(std::endian::native == std::endian::little);
  text.append(reinterpret_cast<const char*>(&bits), sizeof bits);
}

// As a column of SQLite gives it back: it keeps no NaN, and no sign of 0.
double as_kept(double number) { return std::isnan(number) ? 0 : number + 0.0; }

void append_number(std::string& text, double number) {
  append_bits(text, std::bit_cast<std::uint64_t>(as_kept(number)));
}

void append_field(std::string& text, std::optional<double> number) {
  std::string bytes;
  if (number) append_number(bytes, *number);
  append_field(text, bytes);
}

void append_columns(std::string& text, std::string_view role, const std::vector<StoredColumn>& columns) {
  for (const StoredColumn& column : columns) {
    for (const std::string_view field : {role, std::string_view(column.name), std::string_view(column.label),
                                         std::string_view(column.unit), std::string_view(column.drawn)})
      append_field(text, field);
    for (const std::optional<double> number : {column.best, column.low, column.high}) append_field(text, number);
  }
}

}  // namespace

CardEntries entries_of(const StudyCard& card) {
  return {{"design", card.design},
          {"draws", std::to_string(card.num_rows)},
          {"model_sha256", card.model_sha256},
          {"model_text", card.model_text},
          {"options", card.options},
          {"seed", std::to_string(card.seed)},
          {"version", card.version}};
}

std::string seal_of(const StudyCard& card) {
  std::string text;
  for (const auto& [key, value] : entries_of(card)) {
    append_field(text, std::string_view(key));
    append_field(text, std::string_view(value));
  }
  append_columns(text, "answer", card.answers);
  append_columns(text, "parameter", card.parameters);
  return sha256_hex(text);
}

std::uint64_t checksum_of(const std::string& seal, const StoredRow& row) {
  std::string text = seal;
  append_bits(text, static_cast<std::uint64_t>(row.number));
  append_field(text, bytes_of(row.parameters));
  append_field(text, bytes_of(row.answers));
  for (const double number : {row.max_gain, row.payoff_range, row.precision}) append_number(text, number);
  append_bits(text, row.flags);
  append_field(text, std::string_view(row.note));
  return sha256_start(text);
}

Refusal damaged(const std::string& path, const std::string& how) {
  return {fmt::format("`{}` is damaged: {}", path, how),
          "take another copy of the file, or solve its rows again: `demarche study ... --out ANOTHER.db`"};
}

}  // namespace demarche
