# The models of examples/ as one object that the program links, so that `demarche new` and `demarche tour` work anywhere:
# the library `demarche_examples`, which defines demarche::cli::examples().
#
# Run with `cmake -P`, this file writes the source of that object: -DOUT=file -DEXAMPLES=file,file,...

if(CMAKE_SCRIPT_MODE_FILE)
  string(REPLACE "," ";" files "${EXAMPLES}")
  set(rows "")
  foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} text)
    string(APPEND rows "    {\"${name}\", R\"CRISIS(${text})CRISIS\"},\n")
  endforeach()
  file(WRITE "${OUT}" "#include \"demarche/cli/examples.h\"\n\nnamespace demarche::cli {\n\nnamespace {\n\n"
    "constexpr Example rows[] = {\n${rows}};\n\n}  // namespace\n\n"
    "std::span<const Example> examples() { return rows; }\n\n}  // namespace demarche::cli\n")
  return()
endif()

file(GLOB example_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/examples/*.crisis)
string(REPLACE ";" "," example_list "${example_files}")
set(example_source ${CMAKE_BINARY_DIR}/assets/examples.cpp)
add_custom_command(
  OUTPUT ${example_source}
  COMMAND ${CMAKE_COMMAND} -DOUT=${example_source} -DEXAMPLES=${example_list} -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${example_files} ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Writing the examples into a source file"
  VERBATIM)
add_library(demarche_examples STATIC ${example_source})
target_include_directories(demarche_examples PUBLIC src)
target_compile_options(demarche_examples PRIVATE -Wno-overlength-strings)
