using System.Diagnostics;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>A copy of everything that the client is generated and built from.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly HashSet<string> Left = new(StringComparer.Ordinal) { "bin", "obj", "drift", "lint" };
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("clickfunnels-repository-");

    public RepositoryCopy()
    {
        foreach (var folder in (string[])["build", "extensions", "generated", "spec"])
        {
            Copy(new DirectoryInfo(Repository.PathOf(folder)), Directory.CreateDirectory(PathOf(folder)));
        }

        foreach (
            var file in (string[])
                [
                    "nswag.json",
                    "global.json",
                    ".editorconfig",
                    "Directory.Build.props",
                    "Directory.Build.targets",
                    "Directory.Packages.props",
                    "README.md",
                    "LICENSE",
                ]
        )
        {
            if (File.Exists(Repository.PathOf(file)))
            {
                File.Copy(Repository.PathOf(file), PathOf(file));
            }
        }

        // Contracts may lie in other folders, too.
        foreach (var spec in ContractList.Read(Repository.Root).Select(contract => contract.Spec).Where(spec => !File.Exists(PathOf(spec))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(spec))!);
            File.Copy(Repository.PathOf(spec), PathOf(spec));
        }
    }

    public string PathOf(string relativePath) => Path.Combine(_root.FullName, relativePath);

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>Runs a program in the copy.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = _root.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.GetFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var folder in from.GetDirectories().Where(folder => !Left.Contains(folder.Name)))
        {
            Copy(folder, to.CreateSubdirectory(folder.Name));
        }
    }
}
