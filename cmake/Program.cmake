# The `demarche` executable. Its command line library throws, so this is the one place where exceptions are allowed.

include(EmbedTexts)

file(GLOB cli_sources CONFIGURE_DEPENDS src/demarche/cli/*.cpp)
if(cli_sources)
  find_package(CLI11 REQUIRED)
  find_package(Threads REQUIRED)
  add_executable(demarche ${cli_sources})
  target_link_libraries(demarche PRIVATE demarche_engine demarche_lsp demarche_render demarche_store demarche_assets demarche_examples CLI11::CLI11 Threads::Threads)
  demarche_optimise_little(demarche)
  demarche_link_fast_copies(demarche)
  if(DEMARCHE_TOGETHER)
    set_target_properties(demarche PROPERTIES UNITY_BUILD_BATCH_SIZE 18)  # compiled last, by both cores
  else()
    demarche_precompile(demarche <CLI/CLI.hpp> <fmt/format.h>)
  endif()
  set_target_properties(demarche PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endif()

# Not part of any test: `ninja -C build/release raid_bench` builds it.
add_executable(raid_bench EXCLUDE_FROM_ALL bench/raid.cpp)
target_link_libraries(raid_bench PRIVATE demarche_raid fmt::fmt)
set_target_properties(raid_bench PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
