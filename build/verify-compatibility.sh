#!/usr/bin/env bash
# Compares this state with the last release (build/last-release): the package by the SDK's package validation, contract and
# public surface by clickfunnels-drift, which also says whether the version is high enough for what changed.
# Exit code 4: the history lacks the release, so nothing was compared.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "verify-compatibility: $*" >&2; exit 1; }

read -r released commit < <(grep -v '^#' build/last-release) || fail "build/last-release names no version and commit"
if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
  echo "verify-compatibility: NOT COMPARED: this clone does not hold commit $commit of release $released. Fetch the whole history: git fetch --unshallow" >&2
  exit 4
fi

version=$(dotnet msbuild extensions/ClickFunnels/ClickFunnels.Client.csproj -getProperty:Version)
dotnet build drift -c Release --verbosity quiet -nologo -clp:ErrorsOnly
drift() { dotnet drift/bin/Release/net10.0/ClickFunnels.Drift.dll "$@"; }

# What was released does not change, so it is built once a clone.
baseline=$PWD/artifacts/baseline/$commit
work=$(mktemp -d)
trap 'git worktree remove --force "$work/released" 2>/dev/null || true; rm -rf "$work"' EXIT
if [[ ! -f $baseline/complete ]]; then
  rm -rf "$baseline"
  mkdir -p "$baseline"
  git worktree add --quiet --detach "$work/released" "$commit"
  (cd "$work/released" && dotnet pack generated -c Release --verbosity quiet -nologo -clp:ErrorsOnly -o "$baseline" && dotnet build emulator -c Release --verbosity quiet -nologo -clp:ErrorsOnly)
  # The listing is made anew each time, by the program of today; so the libraries are kept, with the list of what they stand on.
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
[[ -f $package ]] || fail "commit $commit packs $(basename "$(ls "$baseline"/*.nupkg)"), but build/last-release says $released"

# Strict mode is off: a package may gain members.
echo "Package $version against $released:"
if dotnet pack extensions/ClickFunnels -c Release --verbosity quiet -nologo -o "$work/package" "-p:PackageValidationBaselinePath=$package" -p:EnableStrictModeForBaselineValidation=false >"$work/validation.log" 2>&1; then
  echo "Whoever was compiled against $released can take $version."
else
  grep -q 'error CP[0-9]' "$work/validation.log" || { cat "$work/validation.log"; fail "the package could not be validated"; }
  grep -o 'error CP[0-9].*' "$work/validation.log" | sort -u
  # What may break is said by the first number, before 1.0.0 by the second.
  case $released in 0.*) may_break=${version%.*} was=${released%.*} ;; *) may_break=${version%%.*} was=${released%%.*} ;; esac
  [[ $may_break != "$was" ]] || fail "the package breaks whoever was compiled against $released, and $version promises otherwise"
  echo "It breaks whoever was compiled against $released; $version says so."
fi

surfaces=()
for listing in api/*.txt; do
  name=$(basename "$listing" .txt)
  # ClickFunnels.Client.net10.0: the name of the library is its first two parts, the rest is the framework.
  framework=${name#*.*.}
  library=$baseline/$framework/${name%".$framework"}.dll
  if [[ -f $library ]]; then
    surfaces+=(--surface "$library" "$listing")
  fi
done
((${#surfaces[@]})) || fail "no listing under api/ is of an assembly that the last release had"
echo "Contract and surface since $released:"
drift version "$released" "$version" --contract "$baseline/clickfunnels.yaml" spec/clickfunnels.yaml "${surfaces[@]}"
echo "$((${#surfaces[@]} / 3)) surfaces and the contract were compared."
echo "Version $version is high enough for what changed since $released."
