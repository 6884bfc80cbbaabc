#include "demarche/view/raids_page.h"

#include "demarche/view/data_head.h"

namespace demarche {

view::Page raids_page(const RaidReport& report, view::Part part) {
  view::Page page{.title = report.model->title, .generator = generator_of(report.provenance)};
  switch (part) {
    case view::Part::Sections:
      page.sections = raid_sections(report);
      break;
    case view::Part::Table:
      page.table = raids_table(report);
      break;
    case view::Part::Data:
      page.data = raids_data(report);
  }
  return page;
}

}  // namespace demarche
