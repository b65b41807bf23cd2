#!/usr/bin/env bash
# Publishes the command line as one native file for this machine, in artifacts/native/clickfunnels, and checks it. An archive of the file is
# beside it, as artifacts/native/clickfunnels-SYSTEM.tar.gz.
#
#   build/publish-native.sh           publishes, runs the file, and prints its size and start time
#
# It needs the .NET SDK, and clang, or gcc with the development files of zlib. The file needs neither.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "publish-native: $*" >&2; exit 1; }

output=$PWD/artifacts/native
log=$output/publish.log
rm -rf "$output"
mkdir -p "$output"

source build/native-linker.sh

# Deletes earlier output, because warnings appear only if the compiler runs.
rm -rf cli/obj/Release/net10.0/*/native
runtime=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
# Restoring for one system adds it to the lock files, which are for all systems.
edited=$(git status --porcelain -- '*packages.lock.json')
dotnet publish cli -c Release -r "$runtime" -p:NativeCommandLine=true -o "$output/all" -nologo -tl:off "${linker[@]}" >"$log" 2>&1 ||
  { tail -30 "$log"; fail "publishing failed"; }
[[ $edited ]] || git checkout -q -- '*packages.lock.json'

# The warnings about reflection in our libraries and in packages are off: cli/native-roots.xml keeps what they find by reflection,
# and the stories are told again with the program. Any other warning fails.
warnings=$(grep -oE '(warning|error) IL[0-9]+.*' "$log" | sort -u || true)
[[ -z $warnings ]] || fail "the command line is not ready for Native AOT: $warnings"

binary=$output/clickfunnels
mv "$output/all/clickfunnels" "$binary"
rm -rf "$output/all"

# The program runs without .NET, and without any file beside it.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_ROOT=/nonexistent CLICKFUNNELS_CONFIG_DIR=$work/settings
contact=$("$binary" contacts create --emulator --set email_address=ada@example.com --fields email_address -o jsonl) || fail "a contact could not be created"
[[ $contact == '{"email_address":"ada@example.com"}' ]] || fail "a contact was created as $contact"
"$binary" export "$work/shop.sqlite" --emulator --quiet >/dev/null || fail "a workspace could not be exported to SQLite"
[[ -s $work/shop.sqlite ]] || fail "the exported file is empty"

# Time of the whole process in milliseconds, median of ten runs.
time=$(for _ in 1 2 3 4 5 6 7 8 9 10; do
  start=$EPOCHREALTIME
  "$binary" --version >/dev/null
  end=$EPOCHREALTIME
  echo $((${end/[.,]/} - ${start/[.,]/}))
done | sort -n | sed -n '5p;6p' | awk '{ sum += $1 } END { printf "%.1f", sum / 2000 }')

archive=$output/clickfunnels-$runtime.tar.gz
tar -C "$output" -cf - clickfunnels | gzip -9 >"$archive"

size_of() { stat -c %s "$1" 2>/dev/null || stat -f %z "$1"; }
size=$(size_of "$binary")
echo "Native command line: $size bytes, $(size_of "$archive") in its archive, $time ms to --version (median of 10 runs)"
awk -v time="$time" 'BEGIN { exit time > 50 }' || fail "it starts in $time ms, but 50 ms are the limit"
# A little more than it has: a new package can bring megabytes that nobody notices.
limit=44000000
[[ $runtime != linux-x64 ]] || ((size <= limit)) || fail "it has $size bytes, but $limit are the limit: look for what was added, or raise the limit with a reason"
