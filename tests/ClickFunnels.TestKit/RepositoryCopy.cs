using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace ClickFunnels.TestKit;

/// <summary>A copy of a part of the repository in a temporary folder, where a test may change files and run programs.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private const string ContractList = "build/codegen.proj";
    private static readonly HashSet<string> Outputs = new(StringComparer.Ordinal) { "bin", "obj" };
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("clickfunnels-repository-");

    private RepositoryCopy() { }

    public string Root => _root.FullName;

    /// <summary>Creates a copy of every input and output of code generation.</summary>
    public static RepositoryCopy OfCodeGeneration()
    {
        var copy = new RepositoryCopy();
        copy.AddFiles("", "nswag.json", "global.json");
        copy.AddFiles("build", "*.proj", "*.cs", "*.csproj");
        copy.AddFiles("build/templates", "*.liquid");
        copy.AddFiles("build/templates/catalog", "*.liquid");
        foreach (var contract in XDocument.Load(Repository.PathOf(ContractList)).Descendants("Contract"))
        {
            copy.AddFile(contract.Attribute("Spec")!.Value);
            copy.AddFiles(contract.Attribute("Folder")!.Value, "*.g.cs", "*.sha256");
        }

        return copy;
    }

    /// <summary>Creates a copy of everything that the client is generated and built from.</summary>
    public static RepositoryCopy OfClient()
    {
        var copy = OfCodeGeneration();
        foreach (var folder in (string[])["build", "extensions", "generated", "spec"])
        {
            copy.AddFolder(new DirectoryInfo(Repository.PathOf(folder)));
        }

        copy.AddFiles("", ".editorconfig", "Directory.*.props", "Directory.*.targets", "README.md", "LICENSE");
        return copy;
    }

    public string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    public string Read(string relativePath) => File.ReadAllText(PathOf(relativePath));

    public void Append(string relativePath, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relativePath))!);
        File.AppendAllText(PathOf(relativePath), text);
    }

    public void Replace(string relativePath, string old, string text)
    {
        var before = Read(relativePath);
        Assert.That(before, Does.Contain(old), relativePath);
        File.WriteAllText(PathOf(relativePath), before.Replace(old, text, StringComparison.Ordinal));
    }

    /// <summary>Adds one line to the list of contracts.</summary>
    public void AddContract(string name, string spec, string space, string folder)
    {
        var line = $"""    <Contract Include="{name}" Spec="{spec}" Namespace="{space}" Folder="{folder}" />""";
        Replace(ContractList, "  <ItemGroup>\n    <Contract ", $"  <ItemGroup>\n{line}\n    <Contract ");
    }

    /// <summary>Returns one hash over all files and their names.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Leaves NuGet with no feed and an empty packages folder.</summary>
    public Dictionary<string, string> WithoutPackages()
    {
        File.WriteAllText(PathOf("NuGet.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
        return new() { ["NUGET_PACKAGES"] = PathOf("no-packages") };
    }

    /// <summary>Puts programs that fail before node and npm. The rest of the PATH stays, because the build needs its shell.</summary>
    public Dictionary<string, string> WithoutNode()
    {
        var folder = Directory.CreateDirectory(PathOf("no-node")).FullName;
        foreach (var name in (string[])["node", "npm", "npx"])
        {
            if (OperatingSystem.IsWindows())
            {
                File.WriteAllText(Path.Combine(folder, name + ".cmd"), "@exit /b 9009\r\n");
            }
            else
            {
                var program = Path.Combine(folder, name);
                File.WriteAllText(program, "#!/bin/sh\nexit 127\n");
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return new() { ["PATH"] = folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") };
    }

    /// <summary>Runs <c>dotnet build</c> in the copy.</summary>
    /// <param name="project">The project, relative to the copy.</param>
    /// <param name="options">Further arguments.</param>
    /// <param name="environment">Environment variables to set.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    public async Task<BuildResult> BuildAsync(
        string project,
        IEnumerable<string> options,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default
    )
    {
        var start = new ProcessStartInfo(DotNetHost())
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["build", project, "--disable-build-servers", "-nologo", "-tl:off", .. options])
        {
            start.ArgumentList.Add(argument);
        }

        // The test itself runs under MSBuild, whose variables would affect the inner build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new BuildResult(process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void AddFolder(DirectoryInfo folder)
    {
        AddFiles(Path.GetRelativePath(Repository.Root, folder.FullName), "*");
        foreach (var inner in folder.GetDirectories().Where(inner => !Outputs.Contains(inner.Name)))
        {
            AddFolder(inner);
        }
    }

    private void AddFiles(string folder, params string[] patterns)
    {
        foreach (var file in patterns.SelectMany(pattern => Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern)))
        {
            AddFile(Path.GetRelativePath(Repository.Root, file));
        }
    }

    private void AddFile(string relativePath)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relativePath))!);
        File.Copy(Repository.PathOf(relativePath), PathOf(relativePath), overwrite: true);
    }

    /// <summary>Returns the host that runs this test. Its folder is three levels above shared/Microsoft.NETCore.App/version.</summary>
    private static string DotNetHost()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Path.GetFullPath(Path.Combine(runtime, "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
    }
}

/// <summary>The exit code and the output of a build.</summary>
internal sealed record BuildResult(int ExitCode, string Output);
