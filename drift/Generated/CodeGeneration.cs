using System.ComponentModel;
using System.Diagnostics;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Drift.Generated;

/// <summary>Runs build/codegen.proj in a folder, as a child process.</summary>
internal static class CodeGeneration
{
    private const int MaxErrorLength = 4000;

    /// <summary>The default time limit. It includes the download of the generator.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <exception cref="InputException">
    /// A contract has a text that must not become code, or generation failed; the message contains the generator's error.
    /// </exception>
    public static async Task RunAsync(
        string repository,
        string root,
        TimeSpan limit,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken cancellationToken
    )
    {
        var project = Path.Combine(repository, ContractList.Project);
        await CheckAsync(repository, root, cancellationToken);
        using var process = Start(project, root, environment);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            var text = await output + await error;
            if (process.ExitCode != 0)
            {
                throw new InputException(project, null, $"Code generation failed:{Environment.NewLine}{Errors(text, root)}");
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            throw new InputException(project, null, $"Code generation did not end within {limit.TotalSeconds:0} seconds and was stopped.");
        }
    }

    // A contract that is missing is an error of the generation, which names it.
    private static async Task CheckAsync(string repository, string root, CancellationToken cancellationToken)
    {
        foreach (var contract in ContractList.Read(repository))
        {
            var path = Path.Combine(root, contract.Spec);
            if (File.Exists(path))
            {
                var bytes = await SpecSource.ReadAsync(path, cancellationToken);
                GenerationCheck.OfContract(SpecFile.Parse(contract.Spec, bytes));
            }
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
        string[] arguments = ["build", ContractList.Project, "-p:CodegenForce=true", "--disable-build-servers", "-nologo", "-tl:off"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // This program may itself run under MSBuild, whose variables would affect the inner build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            var problem = $"Code generation needs the .NET SDK, which cannot be started: {exception.Message}";
            throw new InputException(project, null, $"{problem} Fix: install it and put dotnet on the PATH.", exception);
        }
    }

    /// <summary>Returns the errors in the output of MSBuild without the temporary folder, or the whole output if there are none.</summary>
    private static string Errors(string output, string root)
    {
        var relative = output.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        var lines = relative.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var start = Array.FindIndex(lines, line => line.Contains(": error ", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, Math.Max(start, 0), line => line.StartsWith("Build FAILED", StringComparison.Ordinal));
        var errors = start < 0 ? lines : lines[start..(end > start ? end : lines.Length)];
        var text = string.Join(Environment.NewLine, errors.Select(line => line.Trim()).Distinct());
        return text.Length > MaxErrorLength ? text[..MaxErrorLength] + "…" : text;
    }
}
