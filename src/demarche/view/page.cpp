#include "demarche/view/page.h"

namespace demarche::view {

std::string plain(const Words& words) {
  std::string text;
  for (const Run& run : words.runs) text += run.text;
  return text;
}

Words with_code(std::string_view sentence) {
  Words words;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('`');
    const std::size_t close = open == std::string_view::npos ? open : sentence.find('`', open + 1);
    if (close == std::string_view::npos) break;
    words += std::string(sentence.substr(0, open));
    words += code(std::string(sentence.substr(open + 1, close - open - 1)));
    sentence.remove_prefix(close + 1);
  }
  return words + std::string(sentence);
}

}  // namespace demarche::view
