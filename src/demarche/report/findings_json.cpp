#include "demarche/report/findings_json.h"

namespace demarche {
namespace {

template <class Finding>
void add_list(Json& page, const char* key, const std::vector<Finding>& findings) {
  if (findings.empty()) return;
  page[key] = Json::array();
  for (const Finding& finding : findings) {
    Json one = Json::object();
    add_body(one, finding);
    page[key].push_back(std::move(one));
  }
}

}  // namespace

void add_findings(Json& page, const StudyFindings& findings) {
  if (!findings.study.empty()) {
    page["study"] = {{"file", findings.study}, {"design", findings.design}, {"rows", findings.num_rows}};
  }
  add_list(page, "rankings", findings.rankings);
  add_list(page, "boxes", findings.boxes);
  add_list(page, "choices", findings.choices);
  add_list(page, "tipping", findings.tippings);
}

}  // namespace demarche
