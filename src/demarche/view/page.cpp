#include "demarche/view/page.h"

namespace demarche::view {

std::string plain(const Words& words) {
  std::string text;
  for (const Run& run : words.runs) text += run.text;
  return text;
}

}  // namespace demarche::view
