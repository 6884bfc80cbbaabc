# The header-only libraries of the core, reached through a folder of links: the machine's own /usr/include would bring
# along headers of another C library.

find_path(FMT_INCLUDE fmt/format.h PATHS /usr/include /usr/local/include NO_DEFAULT_PATH REQUIRED)
find_path(JSON_INCLUDE nlohmann/json.hpp PATHS /usr/include /usr/local/include NO_DEFAULT_PATH REQUIRED)
find_path(EIGEN_INCLUDE Eigen/Core PATHS /usr/include/eigen3 /usr/local/include/eigen3 NO_DEFAULT_PATH REQUIRED)

set(wasm_include ${CMAKE_BINARY_DIR}/include)
file(MAKE_DIRECTORY ${wasm_include})
file(CREATE_LINK ${FMT_INCLUDE}/fmt ${wasm_include}/fmt SYMBOLIC)
file(CREATE_LINK ${JSON_INCLUDE}/nlohmann ${wasm_include}/nlohmann SYMBOLIC)
file(CREATE_LINK ${EIGEN_INCLUDE}/Eigen ${wasm_include}/Eigen SYMBOLIC)

foreach(package fmt::fmt nlohmann_json::nlohmann_json Eigen3::Eigen)
  add_library(${package} INTERFACE IMPORTED)
  target_include_directories(${package} SYSTEM INTERFACE ${wasm_include})
endforeach()
target_compile_definitions(fmt::fmt INTERFACE FMT_EXCEPTIONS=0)  # src/demarche/wasm/format.cpp holds its functions
# Eigen takes what it works in from the stack, up to this many bytes at a time (else 128 KiB).
target_compile_definitions(Eigen3::Eigen INTERFACE EIGEN_STACK_ALLOCATION_LIMIT=16384)
target_compile_definitions(nlohmann_json::nlohmann_json INTERFACE JSON_NOEXCEPTION)
