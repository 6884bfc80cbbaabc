#pragma once

#include "demarche/base/refusal.h"
#include "demarche/http/http.h"
#include "demarche/studio/shelf.h"

namespace demarche::cli {

// The page's files, all that lie in the folder `studio` beside the program (or in `share/demarche`, where it is
// installed), as they are now: no path that is asked for later touches the disk.
OrRefusal<studio::Shelf> load_shelf();

// The web server, which lies beside the program in a file of its own.
OrRefusal<http::Serve> load_server();

}  // namespace demarche::cli
