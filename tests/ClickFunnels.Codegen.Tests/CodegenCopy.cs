using System.Diagnostics;
using System.Xml.Linq;

namespace ClickFunnels.Codegen.Tests;

/// <summary>A copy of every input and output of code generation in a temporary folder, where a test may change them.</summary>
internal sealed class CodegenCopy : IDisposable
{
    public const string Clients = "generated/clickfunnels/Clients.g.cs";
    public const string Models = "generated/clickfunnels/Models.g.cs";
    public const string Catalog = "generated/clickfunnels/Catalog.g.cs";
    private const string Project = "build/codegen.proj";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    public static readonly string Repository = RepositoryRoot();

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("clickfunnels-codegen-");

    public CodegenCopy()
    {
        Copy("", "nswag.json");
        Copy("build", "*.proj", "*.cs", "*.csproj");
        Copy("build/templates", "*.liquid");
        Copy("build/templates/catalog", "*.liquid");
        foreach (var contract in XDocument.Load(Path.Combine(Repository, Project)).Descendants("Contract"))
        {
            var spec = contract.Attribute("Spec")!.Value;
            Copy(Path.GetDirectoryName(spec)!, Path.GetFileName(spec));
            Copy(contract.Attribute("Folder")!.Value, "*.g.cs", "*.sha256");
        }
    }

    public string PathOf(string relativePath) => Path.Combine(_root.FullName, relativePath);

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
        Replace(Project, "  <ItemGroup>\n    <Contract ", $"  <ItemGroup>\n{line}\n    <Contract ");
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

    public Task<BuildResult> VerifyAsync() => BuildAsync([], "-p:CodegenVerify=true");

    public Task<BuildResult> GenerateAsync(Dictionary<string, string>? environment = null) => BuildAsync(environment ?? []);

    public void Dispose() => _root.Delete(recursive: true);

    private async Task<BuildResult> BuildAsync(Dictionary<string, string> environment, params string[] properties)
    {
        var start = new ProcessStartInfo(DotNetHost())
        {
            WorkingDirectory = _root.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["build", Project, "--disable-build-servers", "-nologo", "-tl:off", .. properties])
        {
            start.ArgumentList.Add(argument);
        }

        // The test itself runs under MSBuild, whose variables would affect the inner build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new BuildResult(process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Code generation did not end within {Limit}.");
        }
    }

    private void Copy(string folder, params string[] patterns)
    {
        Directory.CreateDirectory(PathOf(folder));
        foreach (var file in patterns.SelectMany(pattern => Directory.GetFiles(Path.Combine(Repository, folder), pattern)))
        {
            File.Copy(file, Path.Combine(PathOf(folder), Path.GetFileName(file)));
        }
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClickFunnels.Generated.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests has ClickFunnels.Generated.sln.");
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
