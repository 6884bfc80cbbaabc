# What a report page needs to stand alone (chart scripts of the pinned npm packages, the page's own style and script), as
# one object that the program links: the library `demarche_assets`, which defines demarche::cli::report_assets().
# Without node_modules (`npm ci --omit=dev`) the page has its tables and no charts.
#
# Run with `cmake -P`, this file writes the source of that object: -DOUT=file -Dvega=file ...

if(CMAKE_SCRIPT_MODE_FILE)
  set(body "")
  foreach(asset vega vega_lite vega_embed style script)
    if(EXISTS "${${asset}}")
      file(READ "${${asset}}" text)
    else()
      set(text "")
    endif()
    string(FIND "${text}" "</script" end_of_script)
    if(NOT end_of_script EQUAL -1)
      message(FATAL_ERROR "${${asset}} would end the script element that holds it")
    endif()
    string(APPEND body "constexpr char ${asset}[] = R\"ASSET(${text})ASSET\";\n")
  endforeach()
  file(WRITE "${OUT}" "#include \"demarche/cli/assets.h\"\n\nnamespace demarche::cli {\n\nnamespace {\n\n${body}\n"
    "template <std::size_t N>\nstd::string_view view(const char (&text)[N]) { return {text, N - 1}; }\n\n}  // namespace\n\n"
    "PageAssets report_assets() {\n  return {view(vega), view(vega_lite), view(vega_embed), view(style), view(script)};\n}\n\n}  // namespace demarche::cli\n")
  return()
endif()

set(asset_vega ${CMAKE_SOURCE_DIR}/node_modules/vega/build/vega.min.js)
set(asset_vega_lite ${CMAKE_SOURCE_DIR}/node_modules/vega-lite/build/vega-lite.min.js)
set(asset_vega_embed ${CMAKE_SOURCE_DIR}/node_modules/vega-embed/build/vega-embed.min.js)
set(asset_style ${CMAKE_SOURCE_DIR}/web/report/report.css)
set(asset_script ${CMAKE_SOURCE_DIR}/web/report/report.js)

set(asset_files ${asset_style} ${asset_script})
set(asset_arguments -Dstyle=${asset_style} -Dscript=${asset_script})
foreach(asset vega vega_lite vega_embed)
  if(EXISTS ${asset_${asset}})
    list(APPEND asset_files ${asset_${asset}})
    list(APPEND asset_arguments -D${asset}=${asset_${asset}})
  else()
    message(STATUS "report pages will have no charts: ${asset_${asset}} is missing (`npm ci --omit=dev` installs it)")
  endif()
endforeach()

set(asset_source ${CMAKE_BINARY_DIR}/assets/report_assets.cpp)
add_custom_command(
  OUTPUT ${asset_source}
  COMMAND ${CMAKE_COMMAND} -DOUT=${asset_source} ${asset_arguments} -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${asset_files} ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Writing the report page's scripts into a source file"
  VERBATIM)
add_library(demarche_assets STATIC ${asset_source})
target_link_libraries(demarche_assets PUBLIC demarche_report)
target_compile_options(demarche_assets PRIVATE -Wno-overlength-strings)
