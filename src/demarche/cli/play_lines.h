#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a player types, a line at a time, and what is meant by it.
namespace demarche::cli {

// Lines of a file or of standard input. What is beyond 4 KiB of a line is left out.
class TypedLines {
 public:
  static std::optional<TypedLines> open(const std::string& path);  // empty: standard input
  TypedLines(TypedLines&& other) noexcept;
  TypedLines& operator=(TypedLines&&) = delete;
  ~TypedLines();

  std::optional<std::string> next();  // nothing at the end
  bool is_terminal() const;

 private:
  explicit TypedLines(std::FILE* file) : file_(file) {}
  std::FILE* file_;
};

// Without blanks around it, in small letters.
std::string in_small_letters(std::string_view text);

// The option that is meant: by its number, its name, or the letters that it alone begins with; or a sentence on what
// there is.
struct OptionMeant {
  std::optional<std::size_t> option;
  std::string sentence;
};
OptionMeant option_meant(const std::string& typed, const std::vector<std::string>& names);

// `40%`, `0.4`, `40` and `2/5` all mean the same, and `1` is 1%; nothing where it is no likelihood.
std::optional<double> likelihood_meant(const std::string& typed);

}  // namespace demarche::cli
