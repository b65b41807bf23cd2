using System.ComponentModel;
using System.Diagnostics;

namespace ClickFunnels.Drift.Import;

/// <summary>Generates the client from the contract, as each build of the client does.</summary>
internal static class CodeGeneration
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The repository whose contract a file is; null when it is no repository's.</summary>
    public static string? RepositoryOf(string contract)
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(contract)));
        return folder is not null && Path.GetFullPath(contract) == Path.Combine(folder, "spec", "clickfunnels.yaml") && File.Exists(Path.Combine(folder, "build", "codegen.proj")) ? folder : null;
    }

    /// <summary>Generates; returns what went wrong, or null.</summary>
    public static async Task<string?> RunAsync(string repository, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["build", "build/codegen.proj", "--disable-build-servers", "-nologo", "-tl:off"])
            start.ArgumentList.Add(argument);

        // Under "dotnet run" or a test the variables of the outer build would tie the inner one to it.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(limit.Token);
                var error = process.StandardError.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 ? null : Errors(await output + await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"Code generation did not end within {Patience.TotalMinutes} minutes.";
        }
        catch (Win32Exception exception)
        {
            return $"dotnet could not be started: {exception.Message}";
        }
    }

    private static string Errors(string output)
    {
        var lines = output.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal)).Select(line => line[line.IndexOf("error ", StringComparison.Ordinal)..].Trim()).Distinct().Take(5).ToList();
        return lines.Count > 0 ? string.Join(' ', lines) : "The build of build/codegen.proj failed without a message.";
    }
}
