#!/usr/bin/env bash
# Compares the working tree with the last release (build/last-release): the package with the package validation of the SDK, and the
# contract and the public API with clickfunnels-drift, which also checks that the version number is high enough for the changes.
# Exit code 4: nothing was compared, because the history does not contain the release.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "verify-compatibility: $*" >&2; exit 1; }

read -r released commit < <(grep -v '^#' build/last-release) || fail "build/last-release does not contain a version and a commit"
if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
  echo "verify-compatibility: NOT COMPARED: this clone does not contain commit $commit of release $released. Fetch the full history with: git fetch --unshallow" >&2
  exit 4
fi

version=$(dotnet msbuild extensions/ClickFunnels/ClickFunnels.Client.csproj -getProperty:Version)
dotnet build drift -c Release --verbosity quiet -nologo -clp:ErrorsOnly
drift() { dotnet drift/bin/Release/net10.0/ClickFunnels.Drift.dll "$@"; }

# The release does not change, so it is built once per clone.
baseline=$PWD/artifacts/baseline/$commit
work=$(mktemp -d)
trap 'git worktree remove --force "$work/released" 2>/dev/null || true; rm -rf "$work"' EXIT
if [[ ! -f $baseline/complete ]]; then
  rm -rf "$baseline"
  mkdir -p "$baseline"
  git worktree add --quiet --detach "$work/released" "$commit"
  (cd "$work/released" && dotnet pack generated -c Release --verbosity quiet -nologo -clp:ErrorsOnly -o "$baseline" && dotnet build emulator -c Release --verbosity quiet -nologo -clp:ErrorsOnly)
  # Keeps the libraries and their dependency lists, because the current drift tool creates the listings each time.
  for library in "$work"/released/{generated,emulator}/bin/Release/*/ClickFunnels.{Client,Emulator}.{dll,deps.json}; do
    [[ -f $library ]] || continue
    framework=$(basename "$(dirname "$library")")
    mkdir -p "$baseline/$framework"
    cp "$library" "$baseline/$framework/"
  done
  git show "$commit:spec/clickfunnels.yaml" >"$baseline/clickfunnels.yaml"
  touch "$baseline/complete"
fi

package=$baseline/ClickFunnels.Client.$released.nupkg
[[ -f $package ]] || fail "commit $commit produces $(basename "$(ls "$baseline"/*.nupkg)"), but build/last-release names version $released"

# Strict mode is off, because a package may add members.
echo "Comparing package $version with $released:"
if dotnet pack extensions/ClickFunnels -c Release --verbosity quiet -nologo -o "$work/package" "-p:PackageValidationBaselinePath=$package" -p:EnableStrictModeForBaselineValidation=false >"$work/validation.log" 2>&1; then
  echo "Code that was compiled against $released works with $version."
else
  grep -q 'error CP[0-9]' "$work/validation.log" || { cat "$work/validation.log"; fail "the package could not be validated"; }
  grep -o 'error CP[0-9].*' "$work/validation.log" | sort -u
  # The major version allows breaking changes, and before 1.0.0 the minor version does.
  case $released in 0.*) may_break=${version%.*} was=${released%.*} ;; *) may_break=${version%%.*} was=${released%%.*} ;; esac
  [[ $may_break != "$was" ]] ||
    fail "the package breaks code that was compiled against $released, but version $version does not allow breaking changes"
  echo "The package breaks code that was compiled against $released. Version $version allows breaking changes."
fi

surfaces=()
for listing in api/*.txt; do
  name=$(basename "$listing" .txt)
  # In ClickFunnels.Client.net10.0, the first two parts are the library and the rest is the framework.
  framework=${name#*.*.}
  library=$baseline/$framework/${name%".$framework"}.dll
  if [[ -f $library ]]; then
    surfaces+=(--surface "$library" "$listing")
  fi
done
((${#surfaces[@]})) || fail "no listing in api/ belongs to an assembly of the last release"
echo "Changes of the contract and the API since $released:"
drift version "$released" "$version" --contract "$baseline/clickfunnels.yaml" spec/clickfunnels.yaml "${surfaces[@]}"
echo "$((${#surfaces[@]} / 3)) API listings and the contract were compared."
echo "Version $version is high enough for the changes since $released."
