#pragma once

#include "demarche/compile/unfold_public.h"

namespace demarche {

using PartId = Id<struct PartTag>;  // row 0 adds nothing

// What a line adds in one public state: a number for some of the types, or pairs of types, that it reads.
struct PartPool {
  struct Entry {
    std::uint32_t at = 0;  // type of one, or type of one x types of other + type of other; 0 where no type is read
    double number = 0;
  };
  Table<PartId, std::size_t> first{2};  // [part], and one more: the end; into entries
  std::vector<Entry> entries;
};

inline std::span<const PartPool::Entry> entries_of(const PartPool& pool, PartId part) {
  const std::size_t first = pool.first[part];
  return {pool.entries.data() + first, pool.first[PartId{part.value + 1}] - first};
}

// A line with what it has been worked out to be for combinations of the public values it reads.
struct KnownLine {
  const PublicLine* line = nullptr;
  std::vector<std::size_t> strides;
  std::vector<std::size_t> radices;  // the number of values, and one for not having happened
  std::vector<PartId> cells;         // none: not yet; empty: too many combinations, always worked out afresh
};

// The lines of a model at one parameter point.
struct LineReader {
  const Model& model;
  const PublicCompiled& compiled;
  const Point& point;
  const Point* slopes = nullptr;    // where not numbers are wanted but their derivatives
  std::vector<std::size_t> read{};  // the lines that may add something
  std::vector<KnownLine> lines{};
  Table<ActorId, std::vector<std::uint32_t>> all_types{};
  Table<VariableId, std::vector<std::vector<std::uint32_t>>> types_with{};  // [trait][value]
  PartPool pool{};
  std::vector<ValueIndex> scratch{};
  Diagnostics diagnostics{};
};
LineReader read_lines(const Model& model, const PublicCompiled& compiled, const Point& point,
                      const Point* slopes = nullptr);

// What the line adds in a public state; E019 is added to the diagnostics where that is no finite number.
PartId part_of(LineReader& reader, std::size_t line, StateView state);

}  // namespace demarche
