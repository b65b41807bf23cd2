using System.Text.Json;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Tests.Output;

/// <summary>Writes records with a command of the tests.</summary>
internal static class WrittenRecords
{
    /// <summary>Writes a list of records.</summary>
    public static Task<CliResult> ListAsync(string options, string json, OutputShape? shape = null, Func<CliHost, CliHost>? host = null) =>
        WriteAsync(options, Items(json), shape ?? new OutputShape { IsList = true }, host);

    /// <summary>Writes one record.</summary>
    public static Task<CliResult> RecordAsync(string options, string json, OutputShape? shape = null) =>
        WriteAsync(options, [json], shape ?? new OutputShape { IsList = false }, null);

    private static async Task<CliResult> WriteAsync(
        string options,
        IEnumerable<string> records,
        OutputShape shape,
        Func<CliHost, CliHost>? change
    )
    {
        using var cli = new Cli();
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = cli.Host(output, error);
        var root = new CliRootCommand(change?.Invoke(host) ?? host);
        root.Add(
            new CliCommand(
                "write",
                "Writes.",
                "clickfunnels write",
                async (run, cancellationToken) =>
                {
                    var writer = run.Write(shape);
                    foreach (var record in records)
                    {
                        using var document = JsonDocument.Parse(record);
                        await writer.WriteAsync(document.RootElement, cancellationToken);
                    }

                    await writer.EndAsync(cancellationToken);
                    return ExitCodes.Success;
                }
            )
        );
        try
        {
            var exitCode = await root.Parse(["write", .. ShellWords.Split(options)])
                .InvokeAsync(new() { EnableDefaultExceptionHandler = false });
            return new CliResult(exitCode, output.ToString(), error.ToString());
        }
        catch (CliException problem)
        {
            return new CliResult(problem.ExitCode, output.ToString(), problem.Message);
        }
    }

    private static IEnumerable<string> Items(string json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var item in document.RootElement.EnumerateArray())
        {
            yield return item.GetRawText();
        }
    }
}
