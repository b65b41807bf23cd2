#!/usr/bin/env bash
# Publishes tests/AotProgram with Native AOT, allows no warnings but two known ones, runs the program, and prints what it costs.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "verify-aot: $*" >&2; exit 1; }

program=tests/AotProgram
output=$PWD/artifacts/aot
log=$output/publish.log
rm -rf "$output"
mkdir -p "$output"

# The SDK links with clang; gcc does as well.
linker=()
if ! command -v clang >/dev/null; then
  command -v gcc >/dev/null || fail "a linker is missing: install clang, or gcc with zlib's development files"
  linker=(-p:CppCompilerAndLinker=gcc -p:LinkerFlavor=bfd)
fi

# A warning appears only when the compiler runs, so it has to run.
rm -rf "$program/obj/Release" "$program/bin/Release"
dotnet publish "$program" -c Release -o "$output/bin" -nologo -tl:off "${linker[@]}" 2>&1 | tee "$log" || fail "it cannot be published"

# One warning for each library that is not annotated for trimming (IL2104) or for AOT (IL3053).
warnings=$(grep -oE '(warning|error) IL[0-9]+.*' "$log" | sed 's/ \[[^[]*\]$//' | sort -u || true)
unknown=$(grep -vE "^warning (IL2104|IL3053): Assembly 'Newtonsoft\.Json' " <<<"$warnings" | grep . || true)
[[ -z $unknown ]] || fail "the client is not ready for Native AOT: $unknown"

binary=$output/bin/AotProgram
DOTNET_ROOT=/nonexistent "$binary" || fail "the program ended with exit code $?"

# Milliseconds of the whole process, median of ten.
times=$(for _ in 1 2 3 4 5 6 7 8 9 10; do
  start=$EPOCHREALTIME
  "$binary" >/dev/null
  end=$EPOCHREALTIME
  echo $((${end/[.,]/} - ${start/[.,]/}))
done | sort -n | sed -n '5p;6p' | awk '{ sum += $1 } END { printf "%.1f", sum / 2000 }')
if [[ -x /usr/bin/time ]] && memory=$({ /usr/bin/time -f '%M' "$binary" >/dev/null; } 2>&1); then
  :
else
  memory=$("$binary" | sed -n 's/^Peak memory: \([0-9]*\) KiB$/\1/p')
fi

echo "Native AOT: $(($(stat -c %s "$binary" 2>/dev/null || stat -f %z "$binary") / 1024)) KiB binary, $times ms for the whole process (median of 10), $memory KiB peak memory"
