# Every test is a ctest test, so that one command runs them and one line counts them.
enable_testing()

file(GLOB unit_sources CONFIGURE_DEPENDS tests/unit/*_test.cpp tests/property/*_test.cpp tests/known/*_test.cpp)
find_package(doctest QUIET)
if(doctest_FOUND AND unit_sources)
  add_executable(demarche_unit tests/unit/main.cpp ${unit_sources})
  target_link_libraries(demarche_unit PRIVATE demarche_pipeline doctest::doctest)
  target_compile_definitions(demarche_unit PRIVATE DEMARCHE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endif()
