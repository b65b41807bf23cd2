using System.CommandLine;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>The command <c>export-seed</c>: writes the state of a snapshot as a seed file.</summary>
internal static class ExportSeedCommand
{
    private const int BadArguments = 2;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var snapshot = new Option<string>("--snapshot")
        {
            Description = "Snapshot to read, with the changes in FILE.log. No emulator may be using it.",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "File to write; standard output when omitted. It is replaced when it exists.",
            HelpName = "FILE",
        };
        var command = new Command("export-seed", "Writes the state of a snapshot as a seed file in YAML, without credentials and events.");
        command.Options.Add(snapshot);
        command.Options.Add(output);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    var text = await ExportAsync(parsed.GetValue(snapshot)!, cancellationToken);
                    if (parsed.GetValue(output) is { } file)
                    {
                        await File.WriteAllTextAsync(file, text, cancellationToken);
                    }
                    else
                    {
                        await parsed.InvocationConfiguration.Output.WriteAsync(text);
                    }

                    return 0;
                }
                catch (Exception exception)
                    when (exception is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
                    return exception is ArgumentException ? BadArguments : 1;
                }
            }
        );
        return command;
    }

    private static async Task<string> ExportAsync(string path, CancellationToken cancellationToken)
    {
        ApiEmulatorOptions options = await Store.SnapshotFile.ApiOfAsync(path, cancellationToken) switch
        {
            "simvoly" => new SimvolyEmulatorOptions(),
            "elasticfunnels" => new ElasticFunnelsEmulatorOptions(),
            _ => new ClickFunnelsEmulatorOptions(),
        };
        options.SnapshotPath = path;
        options.TrafficFolder = null;
        var host = await EmulatorHost.CreateAsync(Platforms.Named(options.Api), options, _ => { }, cancellationToken);
        try
        {
            return host.ExportSeed();
        }
        finally
        {
            await host.StopAsync(save: false);
        }
    }
}
