#include "demarche/render/csv.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace demarche;

TEST_CASE("a table's keys head its rows in CSV, and what is short is filled up") {
  view::Table table{.title = "not told", .columns = {{"label", "Label"}, {"value", "Value"}, {"met", ""}}};
  table.rows.push_back({"war, in short", {"25%", 0.25}, {"", true}});
  table.rows.push_back({"none"});
  CHECK(render::csv_of(table) == "label,value,met\r\n\"war, in short\",0.25,yes\r\nnone,,\r\n");
}

TEST_CASE("CSV has numbers for programs, and nothing for what is no number") {
  const view::Data third = 1.0 / 3;
  CHECK(render::csv_row({third, NAN, -INFINITY, -4, false, nullptr, view::Data::list()}) ==
        "0.3333333333333333,,,-4,no,,\r\n");
}

TEST_CASE("CSV quotes commas and quotes, shows what nobody sees, and keeps formulas texts") {
  CHECK(render::csv_row({"a, b", "say \"no\"", "line\nbreak", "\u202Eturned"}) ==
        "\"a, b\",\"say \"\"no\"\"\",line\\x0abreak,<U+202E>turned\r\n");
  CHECK(render::csv_row({"=SUM(A1:A9)", "@cmd", "-1.5", "-war", "+", ""}) == "'=SUM(A1:A9),'@cmd,-1.5,'-war,'+,\r\n");
}
