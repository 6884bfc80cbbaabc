// Debian's WASI C library was built with stack protection but does not bring its two symbols.
#include <cstdint>

extern "C" {

std::uintptr_t __stack_chk_guard = 0x5bd1e995;

[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }
}
