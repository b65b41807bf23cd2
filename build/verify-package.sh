#!/usr/bin/env bash
# Packs the solution as a release, looks into the client's package, and uses it from a project that knows nothing of this repository.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "verify-package: $*" >&2; exit 1; }

version=$(dotnet msbuild extensions/ClickFunnels/ClickFunnels.Client.csproj -getProperty:Version)
packages=artifacts/packages
rm -rf "$packages"
dotnet pack ClickFunnels.Generated.sln -c Release -p:ContinuousIntegrationBuild=true

nupkg=$packages/ClickFunnels.Client.$version.nupkg
[[ -f $nupkg ]] || fail "$nupkg was not made"
[[ -f ${nupkg%.nupkg}.snupkg ]] || fail "no symbol package beside $nupkg"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A package is a zip archive; Python and unzip may both be missing, the SDK is not.
cat >"$work/list.proj" <<'PROJECT'
<Project>
  <Target Name="Unpack">
    <Unzip SourceFiles="$(Package)" DestinationFolder="$(Into)" />
  </Target>
</Project>
PROJECT
unpack() { dotnet msbuild "$work/list.proj" -nologo -verbosity:quiet -t:Unpack "-p:Package=$PWD/$1" "-p:Into=$work/$2"; }
unpack "$nupkg" client
unpack "${nupkg%.nupkg}.snupkg" symbols

for file in README.md LICENSE; do
  cmp -s "$file" "$work/client/$file" || fail "the package does not hold this repository's $file"
done
grep -q '<license type="expression">MIT</license>' "$work/client/ClickFunnels.Client.nuspec" || fail "the package does not name its licence"
grep -q '<readme>README.md</readme>' "$work/client/ClickFunnels.Client.nuspec" || fail "the package does not name its readme"
for framework in netstandard2.0 net8.0 net10.0; do
  for file in client/lib/$framework/ClickFunnels.Client.{dll,xml} symbols/lib/$framework/ClickFunnels.Client.pdb; do
    [[ -s $work/$file ]] || fail "$file is missing from the packages"
  done
done

# Its own packages folder: the user's could hold an older build under the same version.
consumer=tests/PackageConsumer/PackageConsumer.csproj
dotnet restore "$consumer" --packages "$work/packages" --force --no-cache "-p:ClickFunnelsVersion=$version"
dotnet build "$consumer" --no-restore --no-incremental "-p:ClickFunnelsVersion=$version" "-p:RestorePackagesPath=$work/packages"
dotnet run --project "$consumer" --no-build
# The tool, installed as its users do; the folder of packages is its only source, because it brings all that it needs.
tool=$work/tool/clickfunnels-drift
printf '<configuration><packageSources><clear /><add key="packed" value="%s" /></packageSources></configuration>\n' "$PWD/$packages" >"$work/NuGet.config"
NUGET_PACKAGES=$work/tool-packages dotnet tool install clickfunnels-drift --version "$version" --tool-path "$work/tool" --configfile "$work/NuGet.config"
[[ $("$tool" --version) == "$version"* ]] || fail "the tool says that its version is $("$tool" --version), not $version"
spec() { printf 'openapi: 3.1.0\ninfo: { title: Things, version: 1.0.0 }\npaths:\n  /things:\n    get:\n      operationId: listThings\n      parameters: [{ name: kind, in: query, schema: { type: string, const: %s } }]\n      responses: { "200": { description: Done. } }\n' "$1"; }
spec b >"$work/new.yaml"
{ spec a; printf '    post: { operationId: createThing, responses: { "200": { description: Done. } } }\n'; } >"$work/old.yaml"
status=0
"$tool" diff "$work/old.yaml" "$work/new.yaml" || status=$?
((status == 1)) || fail "a removed operation and another constant made the tool end with exit code $status, not 1"
"$tool" diff "$work/old.yaml" "$work/old.yaml" || fail "two equal contracts made the tool fail"

echo "The package of version $version holds what it should, and a stranger can use it."
