# engine.wasm: the whole core behind three C functions (src/demarche/wasm/engine.cpp). The room libraries hold every source
# of the core, whether the engine calls it or not, so that building `all` proves that the core compiles to WebAssembly.
add_executable(engine src/demarche/wasm/engine.cpp src/demarche/wasm/stack_guard.cpp)
set_target_properties(engine PROPERTIES SUFFIX .wasm)
target_link_libraries(engine PRIVATE demarche_pipeline)
