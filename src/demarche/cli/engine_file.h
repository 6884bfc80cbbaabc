#pragma once

#include <string>
#include <string_view>

namespace demarche::cli {

// The engine for WebAssembly, compressed as the build left it (`report.wasm.gz`): beside the program, in the build
// folder `wasm` beside that of the program, or in `share/demarche`, where it is installed. Empty where there is none.
std::string packed_engine();

// For readers of a page that was written without.
inline constexpr std::string_view how_to_get_the_engine =
    "This page stands still. Where `make wasm` has built the engine, `demarche ask --html` puts it into the page, "
    "where "
    "numbers can be changed then.";

}  // namespace demarche::cli
