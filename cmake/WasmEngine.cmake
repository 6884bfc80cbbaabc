# engine.wasm: the whole core behind a few C functions (src/demarche/wasm). The room libraries hold every source of the core,
# whether the engine calls it or not, so that building `all` proves that the core compiles to WebAssembly. report.wasm is the
# same but for the language server, which report pages have no use for.
file(GLOB engine_sources CONFIGURE_DEPENDS src/demarche/wasm/*.cpp)
set(server_sources ${CMAKE_CURRENT_SOURCE_DIR}/src/demarche/wasm/lsp.cpp)
list(REMOVE_ITEM engine_sources ${server_sources})

# The linker's own stack of 64 KiB overflows, into the data below it, in ordering the unknowns of some thousand
# information sets and in 70 brackets. The deepest text that is allowed takes 490 KB. At the bottom of memory a stack that
# overflows traps.
math(EXPR stack_bytes "4096 * 1024")
# Addresses stay positive for hosts that read them as signed, and the difference of any two fits a signed number.
math(EXPR memory_bytes "2 * 1024 * 1024 * 1024")

add_library(engine_face OBJECT ${engine_sources})
target_link_libraries(engine_face PUBLIC demarche_engine demarche_render)
target_compile_definitions(engine_face PRIVATE DEMARCHE_MEMORY_BYTES=${memory_bytes}U)

# Takes 8 s and an eighth of the bytes off; its better levels take a minute for one part in a hundred more. What the code
# needs of WebAssembly is told, since the notes on that are stripped.
find_program(WASM_OPT wasm-opt)
set(made_smaller "")
if(WASM_OPT)
  set(made_smaller COMMAND ${WASM_OPT} -O1 --enable-simd --enable-sign-ext --enable-mutable-globals --enable-bulk-memory
                   --enable-nontrapping-float-to-int)
endif()

function(demarche_engine name)
  add_executable(${name} $<TARGET_OBJECTS:engine_face> ${ARGN})
  set_target_properties(${name} PROPERTIES SUFFIX .wasm)
  target_link_libraries(${name} PRIVATE demarche_engine demarche_render)
  target_link_options(${name} PRIVATE
    -O0  # at any other level clang calls wasm-opt by itself where it is installed, for a minute
    -Wl,--stack-first -Wl,-z,stack-size=${stack_bytes} -Wl,--max-memory=${memory_bytes}
    -Wl,--export=__stack_low -Wl,--export=__stack_high
    $<$<CONFIG:Release>:-Wl,--strip-all>)  # half of the file are names, and what the C library brings for debuggers
  if(made_smaller AND CMAKE_BUILD_TYPE STREQUAL Release)
    add_custom_command(TARGET ${name} POST_BUILD ${made_smaller} $<TARGET_FILE:${name}> -o $<TARGET_FILE:${name}> VERBATIM)
  endif()
  # As report pages hold it (src/demarche/cli/engine_file.h).
  add_custom_command(TARGET ${name} POST_BUILD COMMAND gzip -9nkf $<TARGET_FILE:${name}> VERBATIM)
endfunction()

demarche_engine(engine ${server_sources})
target_link_libraries(engine PRIVATE demarche_lsp)
demarche_engine(report)
