#!/bin/sh
# clang-tidy on the C++ sources that differ from a revision (origin/main where there is one, else the commit before).
#
#   tools/tidy_changed.sh [REVISION]
set -eu
cd "$(dirname "$0")/.."
command -v clang-tidy-19 >/dev/null || { echo "tidy: no clang-tidy-19, nothing is checked"; exit 0; }
revision=${1:-$(git rev-parse --verify -q origin/main || git rev-parse --verify -q HEAD~1 || git rev-parse HEAD)}
[ -e build/clang19/compile_commands.json ] || tools/build_preset clang19 clang++-19
changed=$(git diff --name-only --diff-filter=d "$revision" -- 'src/*.cpp' | grep -v '/wasm/' || true)
[ -n "$changed" ] || { echo "tidy: no source differs from $revision"; exit 0; }
echo "tidy: $(echo "$changed" | wc -l) sources that differ from $revision"
echo "$changed" | xargs -P "$(nproc)" -n 1 clang-tidy-19 --quiet -p build/clang19
