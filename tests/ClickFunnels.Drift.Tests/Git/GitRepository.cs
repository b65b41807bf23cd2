using System.Diagnostics;
using ClickFunnels.Drift.Git;

namespace ClickFunnels.Drift.Tests.Git;

/// <summary>A repository for one test.</summary>
internal sealed class GitRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GitRepository() => Run("init", "--quiet", "--initial-branch=main");

    public string Root => _folder.Path;

    public GitProgram Git => new(Root);

    public string Write(string name, string text)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Commits all files and returns the hash.</summary>
    public string Commit(string subject)
    {
        Run("add", "--all");
        Run("commit", "--quiet", "--allow-empty", $"--message={subject}");
        return Run("rev-parse", "HEAD").Trim();
    }

    public string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var (name, value) in (IEnumerable<(string, string)>)
                [
                    ("GIT_CONFIG_GLOBAL", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"),
                    ("GIT_CONFIG_NOSYSTEM", "1"),
                    ("GIT_AUTHOR_NAME", "Test"),
                    ("GIT_AUTHOR_EMAIL", "test@example.com"),
                    ("GIT_COMMITTER_NAME", "Test"),
                    ("GIT_COMMITTER_EMAIL", "test@example.com"),
                    ("GIT_AUTHOR_DATE", "2026-08-31T12:00:00Z"),
                    ("GIT_COMMITTER_DATE", "2026-08-31T12:00:00Z"),
                ]
        )
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output;
    }

    public void Dispose()
    {
        // Objects of git are read-only, which Windows does not delete.
        foreach (var file in new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal;
        }

        _folder.Dispose();
    }
}
