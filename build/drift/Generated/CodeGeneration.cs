using System.ComponentModel;
using System.Diagnostics;
using ClickFunnels.Drift.Documents;

namespace ClickFunnels.Drift.Generated;

/// <summary>Runs build/codegen.proj in a folder, as a process that ends with this one.</summary>
internal static class CodeGeneration
{
    private const string Project = "build/codegen.proj";
    private const int MaxWords = 4000;

    /// <summary>How long generation may take, its installation from the registry included.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <exception cref="InputException">Generation failed; the message holds the generator's own words.</exception>
    public static async Task RunAsync(string repository, string root, TimeSpan limit, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        var project = Path.Combine(repository, Project);
        using var process = Start(project, root, environment);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            var words = await output + await error;
            if (process.ExitCode != 0)
                throw new InputException(project, null, $"Code generation failed:{Environment.NewLine}{Errors(words, root)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            throw new InputException(project, null, $"Code generation did not end within {limit.TotalSeconds:0} seconds and was stopped.");
        }
    }

    private static Process Start(string project, string root, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["build", Project, "-p:CodegenForce=true", "--disable-build-servers", "-nologo", "-tl:off"])
            start.ArgumentList.Add(argument);

        // This program may itself run under MSBuild, whose variables would tie the inner build to the outer one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InputException(project, null, $"Code generation needs the .NET SDK, which cannot be started: {exception.Message}", exception);
        }
    }

    /// <summary>What MSBuild calls errors, without the temporary folder; all that was said when it calls nothing so.</summary>
    private static string Errors(string output, string root)
    {
        var lines = output.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var start = Array.FindIndex(lines, line => line.Contains(": error ", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, Math.Max(start, 0), line => line.StartsWith("Build FAILED", StringComparison.Ordinal));
        var words = start < 0 ? lines : lines[start..(end > start ? end : lines.Length)];
        var text = string.Join(Environment.NewLine, words.Select(line => line.Trim()).Distinct());
        return text.Length > MaxWords ? text[..MaxWords] + "…" : text;
    }
}
