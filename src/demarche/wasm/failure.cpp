#include "demarche/wasm/failure.h"

#include <new>
#include <vector>

namespace demarche {
namespace {

// The one variable of the house: whoever looks after a trap has nothing else left to look at.
const char* what_failed = nullptr;

[[noreturn]] void trap_for(const char* sentence) {
  what_failed = sentence;
  __builtin_trap();
}

}  // namespace

[[noreturn]] void trap_without_memory() { trap_for("this takes more memory than the engine may use"); }

void trap_where_memory_ends() { std::set_new_handler(trap_without_memory); }

const char* failure() { return what_failed; }

}  // namespace demarche

// What libc++ calls where it would throw, in place of a printed message: in the core, for lengths that no memory holds.
void std::__libcpp_verbose_abort(const char*, ...) { demarche::trap_without_memory(); }
