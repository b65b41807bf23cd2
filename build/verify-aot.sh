#!/usr/bin/env bash
# Publishes tests/AotProgram with Native AOT, fails on any unknown warning, runs the program, and prints its size, time and memory.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "verify-aot: $*" >&2; exit 1; }

program=tests/AotProgram
output=$PWD/artifacts/aot
log=$output/publish.log
rm -rf "$output"
mkdir -p "$output"

source build/native-linker.sh

# Deletes earlier output, because warnings appear only if the compiler runs.
rm -rf "$program/obj/Release" "$program/bin/Release"
dotnet publish "$program" -c Release -o "$output/bin" -nologo -tl:off "${linker[@]}" 2>&1 | tee "$log" || fail "publishing failed"

# The known warnings: Newtonsoft.Json is annotated neither for trimming (IL2104) nor for AOT (IL3053).
warnings=$(grep -oE '(warning|error) IL[0-9]+.*' "$log" | sed 's/ \[[^[]*\]$//' | sort -u || true)
unknown=$(grep -vE "^warning (IL2104|IL3053): Assembly 'Newtonsoft\.Json' " <<<"$warnings" | grep . || true)
[[ -z $unknown ]] || fail "the client is not ready for Native AOT: $unknown"

binary=$output/bin/AotProgram
DOTNET_ROOT=/nonexistent "$binary" || fail "the program ended with exit code $?"

# Time of the whole process in milliseconds, median of ten runs.
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

echo "Native AOT: $(($(stat -c %s "$binary" 2>/dev/null || stat -f %z "$binary") / 1024)) KiB binary, $times ms process time (median of 10 runs), $memory KiB peak memory"
