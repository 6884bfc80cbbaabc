#pragma once

namespace demarche {

// From here on an allocation that fails, or is larger than any can be, ends the call in a trap, which hosts see as an
// exception. What has failed is kept; the engine holds half-made things then and is to be thrown away.
void trap_where_memory_ends();

// The same for what is not allocated by `new`.
[[noreturn]] void trap_without_memory();

// A sentence, or null where nothing has failed.
const char* failure();

}  // namespace demarche
