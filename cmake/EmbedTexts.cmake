# Texts that the program carries, so that one file works anywhere: the page's scripts and style, the models of examples/.
#
#   embed_texts(LIBRARY FUNCTION NAME=FILE...)
#
# A file that ends in .min.js is embedded as gzip, and beside it, as NAME.sha256, the hash of its text.
#
# makes a library that defines `std::span<const EmbeddedText> demarche::cli::FUNCTION()`, see demarche/cli/embedded.h.
# Run with `cmake -P`, this file writes the library's source: -DOUT=file -DFUNCTION=name -DTEXTS=NAME=FILE,...

if(CMAKE_SCRIPT_MODE_FILE)
  string(REPLACE "," ";" pairs "${TEXTS}")
  set(rows "")
  foreach(pair IN LISTS pairs)
    string(REGEX MATCH "^([^=]*)=(.*)$" pair "${pair}")
    set(name "${CMAKE_MATCH_1}")
    set(file "${CMAKE_MATCH_2}")
    if("${file}" MATCHES "\\.min\\.js$")
      execute_process(COMMAND gzip -9nc "${file}" OUTPUT_FILE "${OUT}.gz" COMMAND_ERROR_IS_FATAL ANY)
      file(READ "${OUT}.gz" bytes HEX)
      file(REMOVE "${OUT}.gz")
      string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
      file(SHA256 "${file}" hash)
      string(APPEND rows "    {\"${name}\", \"${bytes}\"sv},\n    {\"${name}.sha256\", \"${hash}\"sv},\n")
      continue()
    endif()
    file(READ "${file}" text)
    if("${file}" MATCHES "\\.js$" AND "${text}" MATCHES "</script")
      message(FATAL_ERROR "${file} would end the script element that holds it")
    endif()
    string(APPEND rows "    {\"${name}\", R\"EMBEDDED(${text})EMBEDDED\"sv},\n")
  endforeach()
  file(WRITE "${OUT}" "#include \"demarche/cli/embedded.h\"\n\nnamespace demarche::cli {\n\nusing namespace std::string_view_literals;\n\n"
    "namespace {\n\nconstexpr EmbeddedText rows[] = {\n${rows}};\n\n}  // namespace\n\n"
    "std::span<const EmbeddedText> ${FUNCTION}() { return rows; }\n\n}  // namespace demarche::cli\n")
  return()
endif()

set(embed_script ${CMAKE_CURRENT_LIST_FILE})

function(embed_texts library function)
  set(source ${CMAKE_BINARY_DIR}/embedded/${function}.cpp)
  set(pairs ${ARGN})
  list(TRANSFORM pairs REPLACE "^[^=]*=" "" OUTPUT_VARIABLE files)
  list(JOIN pairs "," pairs)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DOUT=${source} -DFUNCTION=${function} -DTEXTS=${pairs} -P ${embed_script}
    DEPENDS ${files} ${embed_script}
    COMMENT "Writing ${function} into a source file"
    VERBATIM)
  add_library(${library} STATIC ${source})
  target_include_directories(${library} PUBLIC src)
  target_compile_options(${library} PRIVATE -Wno-overlength-strings)
endfunction()

file(GLOB example_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/examples/*.crisis)
set(examples "")
foreach(file IN LISTS example_files)
  get_filename_component(name ${file} NAME_WE)
  list(APPEND examples ${name}=${file})
endforeach()
embed_texts(demarche_examples examples ${examples})

# Without node_modules (`npm ci --omit=dev`) the page has its tables and no charts.
set(report ${CMAKE_SOURCE_DIR}/web/report)
set(assets style=${report}/report.css script=${report}/report.js pictures=${report}/pictures.js host=${report}/host.js living=${report}/living.js)
foreach(package vega vega-lite vega-embed)
  set(file ${CMAKE_SOURCE_DIR}/node_modules/${package}/build/${package}.min.js)
  if(EXISTS ${file})
    list(APPEND assets ${package}=${file})
  else()
    message(STATUS "report pages will have no charts: ${file} is missing (`npm ci --omit=dev` installs it)")
  endif()
endforeach()
embed_texts(demarche_assets asset_texts ${assets})
