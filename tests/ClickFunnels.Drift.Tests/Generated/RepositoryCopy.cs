using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Drift.Tests.Generated;

/// <summary>A copy of all that code generation reads and writes, where a test may spoil it.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<string?>> Reason = new(WhyThereIsNoGeneratorAsync);
    private static readonly string Modules = Path.Combine(AppContext.BaseDirectory, "generator");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-repository-");

    private RepositoryCopy()
    {
        Copy("", "nswag.json", "global.json");
        Copy("spec", "*.yaml");
        Copy("build", "*.proj", "*.csproj", "*.cs", "*.json", ".npmrc");
        Copy("build/templates", "*.liquid");
        Copy("generated", "*.g.cs", "*.sha256", "*.csproj", "*.json");
    }

    public string Root => _folder.FullName;

    /// <summary>A copy with the generator installed. Ignores the test where npm cannot install it.</summary>
    public static async Task<RepositoryCopy> WithGeneratorAsync()
    {
        if (await Reason.Value is { } reason)
            Assert.Ignore(reason);
        var copy = new RepositoryCopy();
        CopyFolder(Path.Combine(Modules, "node_modules"), copy.PathOf("build/node_modules"));
        return copy;
    }

    public static RepositoryCopy WithoutGenerator() => new();

    public string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    /// <summary>One hash over all files and their names.</summary>
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

    /// <summary>Variables under which the first npm on the PATH is one that fails; the real PATH must stay, since the build needs its shell.</summary>
    public Dictionary<string, string> WithBrokenNpm()
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

        return new() { ["PATH"] = folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") };
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Copy(string folder, params string[] patterns)
    {
        Directory.CreateDirectory(PathOf(folder));
        foreach (var file in patterns.SelectMany(pattern => Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern)))
            File.Copy(file, Path.Combine(PathOf(folder), Path.GetFileName(file)));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Installs the pinned generator once a run, beside the tests; null when that went well.</summary>
    private static async Task<string?> WhyThereIsNoGeneratorAsync()
    {
        Directory.CreateDirectory(Modules);
        foreach (var name in new[] { "package.json", "package-lock.json", ".npmrc" })
            File.Copy(Path.Combine(Repository.Root, "build", name), Path.Combine(Modules, name), overwrite: true);

        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", "/c npm ci --ignore-scripts --no-audit --no-fund") : new ProcessStartInfo("npm", "ci --ignore-scripts --no-audit --no-fund");
        start.WorkingDirectory = Modules;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            using var timeout = new CancellationTokenSource(Patience);
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            try
            {
                await process.WaitForExitAsync(timeout.Token);
                return process.ExitCode == 0 ? null : $"npm cannot install the generator: {await output}{await error}";
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return $"npm did not install the generator within {Patience.TotalSeconds} seconds.";
            }
        }
        catch (Win32Exception)
        {
            return "npm is not on the PATH, and regenerating needs it.";
        }
    }
}
