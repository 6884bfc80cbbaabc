# How everything here is compiled, and the functions that make libraries of folders.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, RelWithDebInfo or Debug" FORCE)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow)
set(compiler ${CMAKE_CXX_COMPILER_ID}-${CMAKE_CXX_COMPILER_VERSION})
if(compiler MATCHES "^(GNU-12|Clang-19)[.]")
  # The two compilers that the code is kept clean for; another one's new warnings stop nobody's build.
  add_compile_options(-Werror)
endif()
if(compiler MATCHES "^GNU-12[.]")
  add_compile_options(-Wno-restrict)  # false alarms on std::string in this version: gcc bug 105651
endif()
if(DEMARCHE_TOGETHER AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ looks for memory that it can use again when it has twice what it needed last; at four times it takes a sixth less.
  add_compile_options("SHELL:--param ggc-min-expand=300")
endif()
if(DEMARCHE_TOGETHER)
  # Names of one file hide names of another there; the other builds see files as they are.
  add_compile_options(-Wno-shadow)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 0)
endif()
if(DEMARCHE_WASM)
  # Pointers have 32 bits there: what is safe on 64 is said to narrow.
  add_compile_options(-Wno-sign-conversion -Wno-shorten-64-to-32)
endif()
# What the fuzz targets run (they link nothing else): in these rooms libFuzzer sees which branches an input takes.
set(fuzzed_rooms base diag raid model syntax check game certify)

# A library of the core: no exceptions, so that it compiles to WebAssembly as it is. A folder that holds headers only
# becomes an interface library.
function(demarche_core_library name patterns)
  list(TRANSFORM patterns PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  file(GLOB sources CONFIGURE_DEPENDS ${patterns})
  if(sources)
    add_library(demarche_${name} STATIC ${sources})
    target_include_directories(demarche_${name} PUBLIC src)
    target_compile_options(demarche_${name} PRIVATE -fno-exceptions)
    if(DEMARCHE_FUZZ AND name IN_LIST fuzzed_rooms)
      target_compile_options(demarche_${name} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
    if(name MATCHES "^(diag|syntax|check|survey|view|render|engine|lsp|store)$" OR
       ((DEMARCHE_FUZZ OR DEMARCHE_WASM) AND name MATCHES "^(point|reasons|study)$"))
      demarche_optimise_little(demarche_${name})
    else()
      set_property(GLOBAL APPEND PROPERTY demarche_optimised_rooms demarche_${name})
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND name MATCHES "^(solve|raid)$")
      # Without exceptions Eigen says that memory has run out by an allocation that must fail, which g++ leaves out since
      # nothing uses it; the program then reads through a null pointer.
      target_compile_options(demarche_${name} PRIVATE -fno-allocation-dce)
    endif()
    target_link_libraries(demarche_${name} PUBLIC ${ARGN})
  else()
    add_library(demarche_${name} INTERFACE)
    target_include_directories(demarche_${name} INTERFACE src)
    target_link_libraries(demarche_${name} INTERFACE ${ARGN})
  endif()
endfunction()

# A folder of a room is a wing of it.
function(demarche_room name)
  demarche_core_library(${name} "src/demarche/${name}/*.cpp;src/demarche/${name}/*/*.cpp" ${ARGN})
endfunction()

# For code that calls what takes time and takes none itself: a quarter less to compile, a third of the time under the
# sanitizers (but for what is fuzzed, where speed finds faults), or less to send to a browser.
function(demarche_optimise_little name)
  if(DEMARCHE_WASM)
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-Oz>)
  elseif(DEMARCHE_FUZZ AND NOT name MATCHES "_(diag|syntax|check)$")
    target_compile_options(${name} PRIVATE -O0)
  else()
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
endfunction()

# Of an inline function that many files hold, the linker keeps the first copy that it meets, for all of them: where tests and
# words are not optimised at all theirs would slow down what solves, five times in places. Optimised rooms come first there.
function(demarche_link_fast_copies name)
  if(DEMARCHE_FUZZ)
    get_property(rooms GLOBAL PROPERTY demarche_optimised_rooms)
    list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_FILE:\\1>")
    target_link_options(${name} PRIVATE LINKER:--whole-archive ${rooms} LINKER:--no-whole-archive)
  endif()
endfunction()

# Compiles large headers once for a whole target; the flags let ccache work beside that.
function(demarche_precompile name)
  target_precompile_headers(${name} PRIVATE ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(${name} PRIVATE -fpch-preprocess)
  else()
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
