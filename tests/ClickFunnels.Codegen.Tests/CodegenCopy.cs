using System.Diagnostics;

namespace ClickFunnels.Codegen.Tests;

/// <summary>A copy of all that code generation reads and writes, in a folder of its own, where a test may spoil it.</summary>
internal sealed class CodegenCopy : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("clickfunnels-codegen-");

    public CodegenCopy()
    {
        var repository = RepositoryRoot();
        Copy(repository, "nswag.json");
        Copy(repository, "spec/clickfunnels.yaml");
        foreach (var pattern in new[] { "build/*.proj", "build/*.cs", "build/*.csproj", "build/*.json", "build/templates/*.liquid", "generated/*.g.cs", "generated/*.sha256" })
        {
            var folder = Path.GetDirectoryName(pattern)!;
            foreach (var file in Directory.GetFiles(Path.Combine(repository, folder), Path.GetFileName(pattern)))
            {
                Copy(repository, Path.Combine(folder, Path.GetFileName(file)));
            }
        }
    }

    public string PathOf(string relativePath) => Path.Combine(_root.FullName, relativePath);

    public void Append(string relativePath, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relativePath))!);
        File.AppendAllText(PathOf(relativePath), text);
    }

    public Task<BuildResult> VerifyAsync() => BuildAsync(withNode: true, "-p:CodegenVerify=true");

    public Task<BuildResult> GenerateWithoutNodeAsync() => BuildAsync(withNode: false);

    public void Dispose() => _root.Delete(recursive: true);

    private async Task<BuildResult> BuildAsync(bool withNode, params string[] properties)
    {
        var start = new ProcessStartInfo(DotNetHost())
        {
            WorkingDirectory = _root.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["build", "build/codegen.proj", "--disable-build-servers", "-nologo", "-tl:off", .. properties])
        {
            start.ArgumentList.Add(argument);
        }

        // The test itself runs under MSBuild, whose variables would tie the inner build to the outer one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        if (!withNode)
        {
            start.Environment["PATH"] = FolderWithBrokenNpm() + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
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

    /// <summary>The real PATH must stay, since the build needs its shell; so the first npm on it is one that fails.</summary>
    private string FolderWithBrokenNpm()
    {
        var folder = Directory.CreateDirectory(PathOf("no-node")).FullName;
        if (OperatingSystem.IsWindows())
        {
            File.WriteAllText(Path.Combine(folder, "npm.cmd"), "@exit /b 9009\r\n");
        }
        else
        {
            var npm = Path.Combine(folder, "npm");
            File.WriteAllText(npm, "#!/bin/sh\nexit 127\n");
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    private void Copy(string repository, string relativePath)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relativePath))!);
        File.Copy(Path.Combine(repository, relativePath), PathOf(relativePath));
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

        throw new DirectoryNotFoundException("No folder above the tests holds ClickFunnels.Generated.sln.");
    }

    /// <summary>The host that runs this test: shared/Microsoft.NETCore.App/version lies three folders below it.</summary>
    private static string DotNetHost()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Path.GetFullPath(Path.Combine(runtime, "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
    }
}

/// <summary>How a build ended.</summary>
internal sealed record BuildResult(int ExitCode, string Output);
