#include "demarche/view/findings_blocks.h"

namespace demarche {
namespace {

template <class Finding>
void add_listed(view::Data& data, std::string_view key, const std::vector<Finding>& findings,
                view::Data (*data_of)(const Finding&)) {
  if (findings.empty()) return;
  data[key] = view::Data::list();
  for (const Finding& finding : findings) data[key].push_back(data_of(finding));
}

}  // namespace

void add_findings(view::Data& data, const StudyFindings& findings) {
  if (!findings.study.empty()) {
    data["study"] = {{"file", findings.study}, {"design", findings.design}, {"rows", findings.num_rows}};
  }
  add_listed(data, "rankings", findings.rankings, ranking_data);
  add_listed(data, "boxes", findings.boxes, box_data);
  add_listed(data, "choices", findings.choices, choice_data);
  add_listed(data, "tipping", findings.tippings, tipping_data);
}

}  // namespace demarche
