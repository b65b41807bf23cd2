#!/usr/bin/env bash
# Publishes the command line as one native file for this machine, in artifacts/native/clickfunnels, and checks it.
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

# The SDK links with clang by default. gcc works too.
linker=()
if ! command -v clang >/dev/null; then
  command -v gcc >/dev/null || fail "no linker was found. Install clang, or gcc with the development files of zlib."
  linker=(-p:CppCompilerAndLinker=gcc -p:LinkerFlavor=bfd)
fi

# Deletes earlier output, because warnings appear only if the compiler runs.
rm -rf cli/obj/Release/net10.0/*/native
runtime=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
dotnet publish cli -c Release -r "$runtime" -p:NativeCommandLine=true -o "$output/all" -nologo -tl:off "${linker[@]}" >"$log" 2>&1 ||
  { tail -30 "$log"; fail "publishing failed"; }

# The known warnings, each with its reason in docs/decisions.
warnings=$(grep -oE '(warning|error) IL[0-9]+.*' "$log" | sed 's/ \[[^[]*\]$//' | sort -u || true)
unknown=$(grep -vE "^warning (IL2104|IL3053): Assembly '(Newtonsoft\.Json)' " <<<"$warnings" | grep . || true)
[[ -z $unknown ]] || fail "the command line is not ready for Native AOT: $unknown"

binary=$output/clickfunnels
mv "$output/all/clickfunnels" "$binary"
