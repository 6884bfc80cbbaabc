#include "demarche/cli/study_csv.h"

#include "demarche/render/csv.h"
#include "demarche/view/rows_page.h"

namespace demarche::cli {

std::string csv_head(const StudyCard& card) { return render::csv_row(row_heads(card)); }

std::string csv_row(const StoredRow& row) { return render::csv_row(row_values(row)); }

}  // namespace demarche::cli
