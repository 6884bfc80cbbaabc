#pragma once

#include "demarche/survey/findings.h"
#include "demarche/view/box_page.h"
#include "demarche/view/choice_page.h"
#include "demarche/view/ranking_page.h"
#include "demarche/view/tipping_page.h"

namespace demarche {

// "study", "rankings", "boxes", "choices", "tipping": what there is of them, put into the data of a page or of a part
// of one.
void add_findings(view::Data& data, const StudyFindings& findings);

}  // namespace demarche
