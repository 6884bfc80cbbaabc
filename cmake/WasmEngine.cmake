# engine.wasm: the whole core behind a few C functions (src/demarche/wasm/engine.cpp). The room libraries hold every source
# of the core, whether the engine calls it or not, so that building `all` proves that the core compiles to WebAssembly.
file(GLOB engine_sources CONFIGURE_DEPENDS src/demarche/wasm/*.cpp)
add_executable(engine ${engine_sources})
set_target_properties(engine PROPERTIES SUFFIX .wasm)
target_link_libraries(engine PRIVATE demarche_engine demarche_lsp demarche_render)

# The linker's own stack of 64 KiB overflows, into the data below it, in ordering the unknowns of some thousand
# information sets and in 70 brackets. The deepest text that is allowed takes 490 KB. At the bottom of memory a stack that
# overflows traps.
math(EXPR stack_bytes "4096 * 1024")
# Addresses stay positive for hosts that read them as signed, and the difference of any two fits a signed number.
math(EXPR memory_bytes "2 * 1024 * 1024 * 1024")
target_compile_definitions(engine PRIVATE DEMARCHE_MEMORY_BYTES=${memory_bytes}U)
target_link_options(engine PRIVATE
  -Wl,--stack-first -Wl,-z,stack-size=${stack_bytes} -Wl,--max-memory=${memory_bytes}
  -Wl,--export=__stack_low -Wl,--export=__stack_high
  $<$<CONFIG:Release>:-Wl,--strip-all>)  # half of the file are names, and what the C library brings for debuggers

# As report pages hold it (src/demarche/cli/engine_file.h).
add_custom_command(TARGET engine POST_BUILD COMMAND gzip -9nkf $<TARGET_FILE:engine> VERBATIM)
