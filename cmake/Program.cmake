# The `demarche` executable. Its command line library throws, so this is the one place where exceptions are allowed.

include(EmbedTexts)

file(GLOB cli_sources CONFIGURE_DEPENDS src/demarche/cli/*.cpp)
if(cli_sources)
  find_package(CLI11 REQUIRED)
  find_package(Threads REQUIRED)
  add_executable(demarche ${cli_sources})
  target_link_libraries(demarche PRIVATE demarche_engine demarche_lsp demarche_render demarche_store demarche_studio demarche_assets demarche_examples CLI11::CLI11 Threads::Threads ${CMAKE_DL_LIBS})
  demarche_optimise_little(demarche)
  demarche_link_fast_copies(demarche)
  if(DEMARCHE_TOGETHER)
    set_target_properties(demarche PROPERTIES UNITY_BUILD_BATCH_SIZE 18)  # compiled last, by both cores
  else()
    demarche_precompile(demarche <CLI/CLI.hpp> <fmt/format.h>)
  endif()
  set_target_properties(demarche PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
endif()

# The web server of `demarche studio`, loaded by that command alone: the library comes with OpenSSL and others behind it,
# which would cost every run ten milliseconds.
find_path(HTTPLIB_HEADERS httplib.h REQUIRED)
find_library(HTTPLIB_LIBRARY cpp-httplib)
file(GLOB http_sources CONFIGURE_DEPENDS src/demarche/http/*.cpp)
add_library(demarche_http MODULE ${http_sources})
target_include_directories(demarche_http PRIVATE src)
target_include_directories(demarche_http SYSTEM PRIVATE ${HTTPLIB_HEADERS})
target_link_libraries(demarche_http PRIVATE Threads::Threads)
if(HTTPLIB_LIBRARY)
  # Debian compiles it with all three, and they decide what its types look like.
  target_compile_definitions(demarche_http PRIVATE CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT CPPHTTPLIB_BROTLI_SUPPORT)
  target_link_libraries(demarche_http PRIVATE ${HTTPLIB_LIBRARY})
endif()
demarche_optimise_little(demarche_http)
set_target_properties(demarche_http PROPERTIES PREFIX "" OUTPUT_NAME demarche-http LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
if(TARGET demarche)
  add_dependencies(demarche demarche_http)
endif()

# Not part of any test: `ninja -C build/release raid_bench` builds it.
add_executable(raid_bench EXCLUDE_FROM_ALL bench/raid.cpp)
target_link_libraries(raid_bench PRIVATE demarche_raid fmt::fmt)
set_target_properties(raid_bench PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
