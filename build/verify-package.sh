#!/usr/bin/env bash
# Packs the solution as a release, checks the contents of the packages, and uses them in projects outside this repository.
# --update-dependencies updates build/package-dependencies.txt before it is compared.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "verify-package: $*" >&2; exit 1; }
[[ $# -eq 0 || $* == --update-dependencies ]] || fail "unknown arguments: $*. The only option is --update-dependencies."

packages=artifacts/packages
dotnet msbuild build/local-feed.proj -nologo -verbosity:minimal
version=$(basename "$(ls $packages/ClickFunnels.Client.[0-9]*.nupkg)" .nupkg)
version=${version#ClickFunnels.Client.}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Packages are zip archives. MSBuild unpacks them, because Python and unzip may not be installed.
cat >"$work/list.proj" <<'PROJECT'
<Project>
  <Target Name="Unpack">
    <ItemGroup><Archive Include="$(Feed)/*.*nupkg" /></ItemGroup>
    <Unzip SourceFiles="%(Archive.FullPath)" DestinationFolder="$(Into)/%(Archive.Filename)%(Archive.Extension)" />
  </Target>
</Project>
PROJECT
dotnet msbuild "$work/list.proj" -nologo -verbosity:quiet "-p:Feed=$PWD/$packages" "-p:Into=$work/unpacked"

# Requirements for every package.
address=$(git remote get-url origin 2>/dev/null || true)
public='^(https://([^/@]*@)?|git@|ssh://git@)[A-Za-z0-9.-]+\.[A-Za-z]+[:/]'
for folder in "$work"/unpacked/*.nupkg; do
  name=$(basename "$folder" .nupkg)
  id=${name%".$version"}
  [[ $id != "$name" ]] || fail "$name does not have version $version like the other packages"
  nuspec=$folder/$id.nuspec
  has() { grep -q "$1" "$nuspec" || fail "$id: $2"; }
  cmp -s LICENSE "$folder/LICENSE" || fail "$id: does not contain the LICENSE file of this repository"
  cmp -s "build/package-readmes/$id.md" "$folder/README.md" || fail "$id: its README.md differs from build/package-readmes/$id.md"
  cmp -s build/icon/icon.png "$folder/icon.png" || fail "$id: does not contain build/icon/icon.png"
  has '<license type="expression">MIT</license>' "has no license"
  has '<readme>README.md</readme>' "has no readme"
  has '<icon>icon.png</icon>' "has no icon"
  has '<releaseNotes>###' "has no release notes"
  has "<repository type=\"git\" .*commit=\"$(git rev-parse HEAD)\"" "does not contain the commit that it was built from"
  grep -q 'independent project' "$folder/README.md" || fail "$id: its readme does not say that this is an independent project"
  grep -q 'not been tested against the live service' "$folder/README.md" ||
    fail "$id: its readme does not say that it was not tested against the live service"
  if grep -En '\]\((https?://[^)]*github\.com|[^h])' "$folder/README.md"; then fail "$id: its readme contains a relative link or a link to GitHub"; fi
  # Without a public origin and without ReleaseRepositoryUrl, a package must not contain a repository URL.
  if [[ -z ${ReleaseRepositoryUrl:-} && ! $address =~ $public ]] && grep -E '<projectUrl>|<repository [^>]*url=' "$nuspec"; then
    fail "$id: contains a repository URL, but the repository has no public URL"
  fi
  if [[ -d $folder/lib ]]; then
    for library in "$folder"/lib/*/"$id".dll; do
      framework=$(basename "$(dirname "$library")")
      [[ -s ${library%.dll}.xml ]] || fail "$id: has no XML documentation for $framework"
      [[ -s $work/unpacked/$name.snupkg/lib/$framework/$id.pdb ]] || fail "$id: has no symbols for $framework"
    done
  fi
done

# Writes one line for each package and target framework: the package, the framework and the dependencies.
dependencies=$work/package-dependencies.txt
for folder in "$work"/unpacked/*.nupkg; do
  id=$(basename "$(ls "$folder"/*.nuspec)" .nuspec)
  sed -n 's/.*<group targetFramework="\([^"]*\)".*/\1/p; s/.*<dependency id="\([^"]*\)".*/+\1/p; s/.*<frameworkReference name="\([^"]*\)".*/+\1/p' "$folder/$id.nuspec" |
    awk -v id="$id" '/^\+/ { of[framework] = of[framework] " " substr($0, 2); next } { framework = $0; of[framework] = of[framework] "" }
      END { for (framework in of) print id, framework ":" of[framework]; if (length(of) == 0) print id ": none" }'
done | LC_ALL=C sort >"$dependencies"
if [[ ${1:-} == --update-dependencies ]]; then
  cp "$dependencies" build/package-dependencies.txt
fi
diff build/package-dependencies.txt "$dependencies" ||
  fail "the dependencies have changed. If this is intended, run build/verify-package.sh --update-dependencies and add the reasons to docs/packages.md."
while read -r dependency; do
  grep -qF "\`$dependency\`" docs/packages.md || fail "docs/packages.md does not contain the reason for the dependency on $dependency"
done < <(sed 's/^[^:]*://' "$dependencies" | tr ' ' '\n' | grep -v '^none$' | grep . | sort -u)

# A separate packages folder, because the user's folder may contain an older build with the same version.
consumer=tests/PackageConsumer/PackageConsumer.csproj
dotnet restore "$consumer" --packages "$work/packages" --force --no-cache "-p:ClickFunnelsVersion=$version"
dotnet build "$consumer" --no-restore --no-incremental "-p:ClickFunnelsVersion=$version" "-p:RestorePackagesPath=$work/packages"
dotnet run --project "$consumer" --no-build

# The analyzers of the client check the code of a stranger.
for part in Analyzers Analyzers.CodeFixes; do
  [[ -s $work/unpacked/ClickFunnels.Client.$version.nupkg/analyzers/dotnet/cs/ClickFunnels.$part.dll ]] || fail "ClickFunnels.Client does not contain ClickFunnels.$part.dll"
done
mkdir "$work/mistakes"
cat >"$work/mistakes/Mistakes.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <RestorePackagesPath>$work/packages</RestorePackagesPath>
    <RestoreAdditionalProjectSources>$PWD/$packages</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="ClickFunnels.Client" Version="[$version]" /></ItemGroup>
</Project>
PROJECT
cat >"$work/mistakes/Mistakes.cs" <<'CODE'
using ClickFunnels;

public static class Mistakes
{
    public static async Task<bool> CanSendAsync(ClickFunnelsClient client)
    {
        client.Contacts.ListAsync();
        return (await client.Emails.Domains.GetAsync(7)).Verified == true ? true : false;
    }
}
CODE
dotnet build "$work/mistakes" -nologo -tl:off >"$work/mistakes.log" || { cat "$work/mistakes.log"; fail "a project with warnings of the analyzers does not compile"; }
for rule in CFN0004 CFN0008; do
  grep -q "warning $rule" "$work/mistakes.log" || { cat "$work/mistakes.log"; fail "the analyzers in ClickFunnels.Client do not report $rule"; }
done
if grep AD0001 "$work/mistakes.log"; then fail "an analyzer in ClickFunnels.Client fails"; fi
echo "The analyzers in ClickFunnels.Client report mistakes."

# The example of each readme must compile with its own usings and with the packages that the readme adds.
snippets=$work/snippets
mkdir -p "$snippets"
cat >"$snippets/Directory.Build.props" <<PROPS
<Project>
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <RestorePackagesPath>$work/packages</RestorePackagesPath>
    <RestoreAdditionalProjectSources>$PWD/$packages</RestoreAdditionalProjectSources>
  </PropertyGroup>
</Project>
PROPS
echo '<Project><Target Name="Build"><ItemGroup><Example Include="*/*.csproj" /></ItemGroup><MSBuild Projects="@(Example)" Targets="Restore" Properties="Restoring=true" /><MSBuild Projects="@(Example)" Targets="Build" /></Target></Project>' >"$snippets/all.proj"
for folder in "$work"/unpacked/*.nupkg; do
  id=$(basename "$(ls "$folder"/*.nuspec)" .nuspec)
  readme=build/package-readmes/$id.md
  grep -q '^```csharp' "$readme" || continue
  mkdir "$snippets/$id"
  sed -n '/^```csharp/,/^```$/{/^```/d;p}' "$readme" >"$snippets/$id/Program.cs"
  sdk=Microsoft.NET.Sdk
  if grep -q WebApplication "$snippets/$id/Program.cs"; then sdk=Microsoft.NET.Sdk.Web; fi
  # Tests have no entry point.
  output=Exe
  if grep -qF '[Test]' "$snippets/$id/Program.cs"; then output=Library; fi
  {
    echo "<Project Sdk=\"$sdk\"><PropertyGroup><ImplicitUsings>disable</ImplicitUsings><OutputType>$output</OutputType></PropertyGroup><ItemGroup>"
    sed -n "s|^dotnet add package \(.*\)|  <PackageReference Include=\"\1\" Version=\"[$version]\" />|p" "$readme"
    echo "</ItemGroup></Project>"
  } >"$snippets/$id/Example.csproj"
done
dotnet msbuild "$snippets/all.proj" -nologo -verbosity:minimal
echo "The examples in the readmes compile."

# Installs the tool like a user. The packages folder is the only source, because the tool has no dependencies.
tool=$work/tool/clickfunnels-drift
printf '<configuration><packageSources><clear /><add key="packed" value="%s" /></packageSources></configuration>\n' "$PWD/$packages" >"$work/NuGet.config"
NUGET_PACKAGES=$work/tool-packages dotnet tool install clickfunnels-drift --version "$version" --tool-path "$work/tool" --configfile "$work/NuGet.config"
[[ $("$tool" --version) == "$version"* ]] || fail "the tool has version $("$tool" --version), expected $version"
spec() { printf 'openapi: 3.1.0\ninfo: { title: Things, version: 1.0.0 }\npaths:\n  /things:\n    get:\n      operationId: listThings\n      parameters: [{ name: kind, in: query, schema: { type: string, const: %s } }]\n      responses: { "200": { description: Done. } }\n' "$1"; }
spec b >"$work/new.yaml"
{ spec a; printf '    post: { operationId: createThing, responses: { "200": { description: Done. } } }\n'; } >"$work/old.yaml"
status=0
"$tool" diff "$work/old.yaml" "$work/new.yaml" || status=$?
((status == 1)) || fail "the tool returned exit code $status for a removed operation and a changed constant, expected 1"
"$tool" diff "$work/old.yaml" "$work/old.yaml" || fail "the tool failed for two equal contracts"

# The command line, too. It brings an emulator.
NUGET_PACKAGES=$work/tool-packages dotnet tool install clickfunnels --version "$version" --tool-path "$work/tool" --configfile "$work/NuGet.config"
cli=$work/tool/clickfunnels
[[ $("$cli" --version) == "$version"* ]] || fail "the command line has version $("$cli" --version), expected $version"
contact=$("$cli" contacts create --emulator --set email_address=ada@example.com --fields email_address -o jsonl) ||
  fail "the command line could not create a contact"
[[ $contact == '{"email_address":"ada@example.com"}' ]] || fail "the command line wrote $contact"
"$cli" export "$work/shop.sqlite" --emulator >/dev/null || fail "the command line could not export a workspace"
[[ -s $work/shop.sqlite ]] || fail "the command line exported nothing"

echo "The packages of version $version are complete, and projects outside this repository can use them."
