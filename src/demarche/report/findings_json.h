#pragma once

#include "demarche/report/json_parts.h"
#include "demarche/survey/findings.h"

namespace demarche {

// What each page of `demarche results` and `demarche tip` holds after its head, put into a page or a part of one.
void add_body(Json& page, const StudyRanking& ranking);
void add_body(Json& page, const StudyBox& box);
void add_body(Json& page, const StudyChoice& choice);
void add_body(Json& page, const Tipping& tipping);

}  // namespace demarche
