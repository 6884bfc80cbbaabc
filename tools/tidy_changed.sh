#!/bin/sh
# clang-tidy on the C++ sources that differ from a revision (origin/main where there is one, else the commit before).
#
#   tools/tidy_changed.sh [REVISION | --all]
set -eu
cd "$(dirname "$0")/.."
command -v clang-tidy-19 >/dev/null || { echo "tidy: no clang-tidy-19, nothing is checked"; exit 0; }

if [ "${1:-}" = --all ]; then
  chosen=$(git ls-files 'src/*.cpp')
  against="nothing"
else
  against=${1:-$(git rev-parse --verify -q origin/main || git rev-parse --verify -q HEAD~1 || git rev-parse HEAD)}
  chosen=$(git diff --name-only --diff-filter=d "$against" -- 'src/*.cpp')
fi
chosen=$(echo "$chosen" | grep -v '/wasm/' || true)
[ -n "$chosen" ] || { echo "tidy: no source differs from $against"; exit 0; }

echo "tidy: $(echo "$chosen" | wc -l) sources that differ from $against"
mkdir -p build
cmake --preset clang19 -B build/tidy -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >build/configure-tidy.log
echo "$chosen" | xargs -P "$(nproc)" -n 4 clang-tidy-19 --quiet -p build/tidy
