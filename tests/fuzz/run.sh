#!/bin/sh
# Fuzzes with one target from the kept corpus, the front end also from all models of examples, documentation and golden
# files; new inputs go to build/fuzz/, and a crash is kept there too.
#
#   tests/fuzz/run.sh TARGET       DEMARCHE_FUZZ_SECONDS sets the time (8; `make check` gives each ten minutes)
set -eu
cd "$(dirname "$0")/../.."
target=$1
name=$(basename "$target" _fuzz)
found=build/fuzz/$name
mkdir -p "$found" "tests/fuzz/corpus/$name"
set -- -max_total_time="${DEMARCHE_FUZZ_SECONDS:-8}" -timeout=300 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
  -artifact_prefix="$found-"
[ ! -e "tests/fuzz/$name.dict" ] || set -- "$@" -dict="tests/fuzz/$name.dict"
case $name in front_end) tools/kept_models.py build/fuzz/kept && set -- "$@" "$found" "tests/fuzz/corpus/$name" build/fuzz/kept ;; *) set -- "$@" "$found" "tests/fuzz/corpus/$name" ;; esac
exec "$target" "$@"
