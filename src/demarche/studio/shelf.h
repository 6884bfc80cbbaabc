#pragma once

#include "demarche/http/http.h"

#include <map>
#include <string>
#include <string_view>

namespace demarche::studio {

// The files of the page, all of them, by the paths that they are asked for. What is not on the shelf cannot be asked
// for, however a path is spelt.
struct ShelfFile {
  std::string bytes;
  std::string etag;
};
using Shelf = std::map<std::string, ShelfFile, std::less<>>;
void put_on(Shelf& shelf, std::string path, std::string bytes);

// `first`: what an empty path leads to.
http::Answer shelf_reply(const Shelf& shelf, std::string_view path, std::string_view first, const http::Asked& asked);

}  // namespace demarche::studio
