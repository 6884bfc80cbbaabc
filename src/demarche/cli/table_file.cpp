#include "demarche/cli/table_file.h"

#include "demarche/cli/console.h"
#include "demarche/render/csv.h"

#include <utility>

namespace demarche::cli {
namespace {

bool put(TableFile& file, const std::vector<view::Data>& values) {
  const std::string line = render::csv_row(values);
  if (file.to_stdout) {
    print(line);
    return !output_is_lost();
  }
  if (file.written) file.written = file.out.write(line);
  return file.written.has_value();
}

}  // namespace

Written<void> begin(TableFile& file) {
  file.begun = true;
  if (file.to_stdout) return {};
  auto out = NewFile::begin(file.path);
  if (out) file.out = std::move(*out);
  else file.written = std::unexpected(std::move(out.error()));
  return file.written;
}

TableHeard written_to(TableFile& file) {
  const auto heads = [&file](const std::vector<view::Data>& values) {
    if (!file.begun && !begin(file)) return false;
    return put(file, values);
  };
  return {heads, [&file](const std::vector<view::Data>& values) { return put(file, values); }};
}

int finish(TableFile& file, int exit_code) {
  if (!file.to_stdout && file.written) file.written = file.out.finish();
  return file.written ? exit_code : usage_error(file.written.error());
}

}  // namespace demarche::cli
