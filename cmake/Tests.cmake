# Every test is a ctest test, so that one command runs them and one line counts them. `fast` ones take under a minute
# together; `long` ones are left to `make check`. A test that lacks something says what and is counted as skipped (exit
# code 77, tools/needs). Only what hangs takes as long as is waited for it: a busy machine fails nothing.
enable_testing()

set(checked_build ${CMAKE_SOURCE_DIR}/build/asan-ubsan)
set(wasm_build ${CMAKE_SOURCE_DIR}/build/wasm)
set(needs ${CMAKE_SOURCE_DIR}/tools/needs)
set(DEMARCHE_RAID_STATISTICS ${CMAKE_SOURCE_DIR}/../shared/data/raid_overdispersion.csv CACHE FILEPATH
    "Statistics of real raid days, for one test; not part of this project, and the test is skipped without them")

# demarche_test(NAME LABEL COMMAND...)
function(demarche_test name label)
  add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "${label}" TIMEOUT 7200 SKIP_RETURN_CODE 77)
endfunction()

# One binary holds all tests in C++; each file of them is one ctest test.
file(GLOB test_sources CONFIGURE_DEPENDS tests/unit/*_test.cpp tests/property/*_test.cpp tests/known/*_test.cpp)
find_package(doctest QUIET)
if(doctest_FOUND AND test_sources)
  add_executable(demarche_unit tests/unit/main.cpp ${test_sources})
  target_link_libraries(demarche_unit PRIVATE demarche_engine demarche_lsp demarche_render demarche_store doctest::doctest)
  find_path(CLP_HEADERS coin/ClpSimplex.hpp)
  find_library(CLP_LIBRARY Clp)
  find_library(COINUTILS_LIBRARY CoinUtils)
  find_package(Threads REQUIRED)
  target_link_libraries(demarche_unit PRIVATE Threads::Threads)
  if(CLP_HEADERS AND CLP_LIBRARY AND COINUTILS_LIBRARY)
    # A linear program checks the values of zero-sum games; without it those tests are skipped.
    target_include_directories(demarche_unit SYSTEM PRIVATE ${CLP_HEADERS} ${CLP_HEADERS}/coin)
    target_link_libraries(demarche_unit PRIVATE ${CLP_LIBRARY} ${COINUTILS_LIBRARY})
    target_compile_definitions(demarche_unit PRIVATE DEMARCHE_WITH_CLP=1)
    target_sources(demarche_unit PRIVATE tests/unit/linear_program.cpp)  # Clp's headers throw
  endif()
  demarche_optimise_little(demarche_unit)
  demarche_link_fast_copies(demarche_unit)
  demarche_precompile(demarche_unit <doctest/doctest.h> <fmt/format.h>)
  # A REQUIRE that fails throws and is caught in main.cpp; without code for that elsewhere g++ compiles tests in three
  # quarters of the time. Addresses are checked in tests, too, since they read what rooms hand back.
  target_compile_options(demarche_unit PRIVATE -fno-exceptions $<$<BOOL:${DEMARCHE_FUZZ}>:-fno-sanitize=undefined>)
  target_compile_definitions(demarche_unit PRIVATE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(demarche_unit PRIVATE -Wno-array-bounds -Wno-stringop-overflow)  # g++ 12's false alarms on std::string again
  endif()
  set_target_properties(demarche_unit PROPERTIES UNITY_BUILD_BATCH_SIZE 25)  # shared out over the cores
  set_source_files_properties(tests/unit/main.cpp tests/unit/linear_program.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON
    SKIP_UNITY_BUILD_INCLUSION ON COMPILE_OPTIONS "-fexceptions;-UDOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS")
  target_compile_definitions(demarche_unit PRIVATE DEMARCHE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  foreach(source ${test_sources})
    file(RELATIVE_PATH short ${CMAKE_SOURCE_DIR}/tests ${source})
    string(REGEX REPLACE "/(.*)_test.cpp" ".\\1" name ${short})
    string(REGEX MATCH "^unit" label ${short})
    string(REPLACE "unit" "fast" label "${label}")
    demarche_test(${name} "${label};cpp" demarche_unit --source-file=*tests/${short})
    demarche_test(sanitized.${name} "slow;sanitized"
      ${needs} ${checked_build}/demarche_unit -- ${checked_build}/demarche_unit --source-file=*tests/${short})
  endforeach()
endif()

demarche_test(layers "fast" tools/check_layers.py)
demarche_test(layers.noticed "fast" tests/layers.py)
demarche_test(test_names "fast" tools/check_test_names.py)
demarche_test(lsp.words "fast" tests/lsp/words.py)
demarche_test(alone "slow" tools/check_alone.py)

if(TARGET demarche)
  demarche_test(golden "fast" tools/golden.py --demarche $<TARGET_FILE:demarche>)
  demarche_test(reference "fast" tools/reference.py --demarche $<TARGET_FILE:demarche>)
  demarche_test(exit_codes "fast" tests/exit_codes.py $<TARGET_FILE:demarche>)
  file(GLOB examples CONFIGURE_DEPENDS examples/*.crisis)
  foreach(example ${examples})
    get_filename_component(name ${example} NAME_WE)
    demarche_test(laid_out.${name} "fast" $<TARGET_FILE:demarche> format --check ${example})
  endforeach()
  demarche_test(retold "fast" tests/retold.py $<TARGET_FILE:demarche>)
  demarche_test(stops "fast" tests/stops.py $<TARGET_FILE:demarche>)
  demarche_test(symbols "fast" tests/symbols.py $<TARGET_FILE:demarche>)
  demarche_test(lsp.sessions "slow" tests/lsp/sessions.py $<TARGET_FILE:demarche>)
  demarche_test(studio.server "slow" tests/studio/server.py $<TARGET_FILE:demarche>)
  demarche_test(fixes "slow" tests/fixes.py $<TARGET_FILE:demarche>)
  demarche_test(raid_overdispersion "slow" ${needs} ${DEMARCHE_RAID_STATISTICS} --
    tests/raid_overdispersion.py $<TARGET_FILE:demarche> ${DEMARCHE_RAID_STATISTICS})
  demarche_test(sizes "slow" tests/sizes.py $<TARGET_FILE:demarche>)
  demarche_test(studies "slow" tests/studies.py $<TARGET_FILE:demarche>)
  demarche_test(studies.kills "long" tests/studies.py $<TARGET_FILE:demarche> --kills 50)
  demarche_test(faults "slow" tests/faults.py $<TARGET_FILE:demarche>)
  demarche_test(unseen "fast" tests/unseen.py $<TARGET_FILE:demarche>)
  demarche_test(markdown "fast" tests/markdown.py $<TARGET_FILE:demarche>)
  demarche_test(catastrophes "fast" tests/catastrophes.py $<TARGET_FILE:demarche>)
  demarche_test(number_agreement "fast" tests/number_agreement.py $<TARGET_FILE:demarche>)
  demarche_test(foreign_files "fast" tests/foreign_files.py $<TARGET_FILE:demarche>)
  demarche_test(corruptions "slow" tests/corruptions.py $<TARGET_FILE:demarche> 150)
  demarche_test(launchers "slow"
    ${needs} build/ray/installed -- build/ray/bin/python tests/launchers.py $<TARGET_FILE:demarche>)
  # The same models each time, so that a failure is due to what was changed; `make check` draws others.
  demarche_test(oracle "slow" tests/oracle/run.py $<TARGET_FILE:demarche> --kept --seed 1 --models 100)
  demarche_test(oracle.fresh "long" tests/oracle/run.py $<TARGET_FILE:demarche> --seconds 120)
  demarche_test(regret_games "slow" tests/regret_games.py $<TARGET_FILE:demarche>)
  demarche_test(peer.gambit "slow"
    ${needs} build/gambit/installed -- build/gambit/bin/python tests/peer_gambit.py $<TARGET_FILE:demarche>)
  demarche_test(instructions "slow" bench/instructions.py --demarche $<TARGET_FILE:demarche>)
  demarche_test(docs "slow" tools/check_docs.py --demarche $<TARGET_FILE:demarche>)
  demarche_test(broken_variants "slow" tools/broken_variants.py --demarche $<TARGET_FILE:demarche>)
  demarche_test(sanitized.golden "slow;sanitized"
    ${needs} ${checked_build}/demarche -- tools/golden.py --no-coverage --demarche ${checked_build}/demarche)
  demarche_test(browser.specifications "slow"
    ${needs} node:18 node_modules/vega-lite -- npm run --silent test:specs)
  demarche_test(browser.report "slow"
    ${needs} node:18 node_modules/playwright-core node_modules/axe-core chromium -- npm run --silent test:browser)
  demarche_test(lsp.editor "slow" ${needs} node:18 node_modules/vscode-textmate -- npm run --silent test:editor)
  demarche_test(browser.living "slow"
    ${needs} node:18 node_modules/playwright-core chromium ${wasm_build}/report.wasm.gz -- npm run --silent test:living)
  demarche_test(browser.studio "slow"
    ${needs} node:18 node_modules/playwright-core node_modules/axe-core chromium ${CMAKE_BINARY_DIR}/studio/index.html
    -- npm run --silent test:studio)
  demarche_test(browser.session "slow"
    ${needs} node:18 node_modules/playwright-core node_modules/axe-core chromium ${CMAKE_BINARY_DIR}/studio/index.html
    -- npm run --silent test:session)
  demarche_test(browser.studio.modules "fast" ${needs} node:18 -- npm run --silent test:studio-modules)
  set_tests_properties(browser.studio browser.session PROPERTIES
    ENVIRONMENT "DEMARCHE=$<TARGET_FILE:demarche>;DEMARCHE_STUDIO=${CMAKE_BINARY_DIR}/studio")
  demarche_test(schema "slow" ${needs} node:18 node_modules/ajv -- npm run --silent test:schema)
  demarche_test(browser.living.memory "long"
    ${needs} node:18 node_modules/playwright-core chromium ${wasm_build}/report.wasm.gz
    -- env DEMARCHE_CHANGES=1000 node --test --test-name-pattern "leave no memory" tests/browser/living.test.mjs)
  set_tests_properties(browser.specifications browser.report browser.living browser.living.memory schema lsp.editor PROPERTIES ENVIRONMENT DEMARCHE=$<TARGET_FILE:demarche>)
  demarche_test(wasm.answers "slow"
    ${needs} node:18 ${wasm_build}/engine.wasm -- node tests/wasm/answers.mjs ${wasm_build}/engine.wasm $<TARGET_FILE:demarche>)
  demarche_test(wasm.sessions "slow"
    ${needs} node:18 ${wasm_build}/engine.wasm -- node tests/wasm/sessions.mjs ${wasm_build}/engine.wasm $<TARGET_FILE:demarche>)
  demarche_test(wasm.lsp "slow"
    ${needs} node:18 ${wasm_build}/engine.wasm -- node tests/wasm/lsp.mjs ${wasm_build}/engine.wasm)
  demarche_test(wasm.limits "slow"
    ${needs} node:18 ${wasm_build}/engine.wasm -- node tests/wasm/limits.mjs ${wasm_build}/engine.wasm)
endif()

# What takes long begins first, so that no core waits for it at the end.
foreach(name alone docs browser.report browser.living sizes oracle launchers schema sanitized.golden wasm.answers faults
             sanitized.property.several_equilibria)
  if(TEST ${name})
    set_tests_properties(${name} PROPERTIES COST 60)
  endif()
endforeach()

# Fuzz targets: any bytes at all end in a result or diagnostics. tests/fuzz/corpus/NAME is kept and grows.
file(GLOB fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*_fuzz.cpp)
foreach(source ${fuzz_sources})
  get_filename_component(name ${source} NAME_WE)
  demarche_test(${name} "slow" ${needs} ${checked_build}/${name} -- tests/fuzz/run.sh ${checked_build}/${name})
  set_tests_properties(${name} PROPERTIES COST 60)
  if(DEMARCHE_FUZZ)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE demarche_check demarche_certify)
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  endif()
endforeach()
