#include "demarche/cli/program.h"

int main(int argc, char** argv) { return demarche::cli::run_program({argv + 1, argv + argc}); }
