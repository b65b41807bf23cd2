using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>The command <c>webhooks deliveries</c>: lists the attempts of an emulator to deliver events.</summary>
internal static class DeliveriesCommand
{
    private static readonly string[] Columns =
    [
        "number",
        "at",
        "event_type",
        "event_id",
        "attempt",
        "outcome",
        "status",
        "failure",
        "next_attempt_at",
        "url",
        "endpoint_id",
    ];

    public static CliCommand Create()
    {
        var limit = new Option<int>("--limit")
        {
            Description = "The largest number of deliveries, 1 to 1000: the last ones, or with --after the next ones.",
            DefaultValueFactory = _ => 100,
            HelpName = "N",
        };
        var after = new Option<long?>("--after") { Description = "Only deliveries after this number.", HelpName = "NUMBER" };
        return new CliCommand(
            "deliveries",
            "Lists the attempts of an emulator to deliver events, the newest last. For emulators only.",
            "clickfunnels webhooks deliveries --limit 10",
            async (run, cancellationToken) =>
            {
                var count = run.Parsed.GetValue(limit);
                if (count is < 1 or > 1000)
                {
                    throw CliException.Usage("--limit must be from 1 to 1000.");
                }

                var account = await run.AccountAsync(ServicePlatform.ClickFunnels, cancellationToken);
                using var control = await EmulatorControl.OpenAsync(account, cancellationToken);
                var start = run.Parsed.GetValue(after) is { } number ? $"&after={number.ToString(CultureInfo.InvariantCulture)}" : "";
                using var page = await control.GetAsync($"deliveries?limit={count}{start}", cancellationToken);
                await WriteAsync(run, page.RootElement.GetProperty("deliveries").EnumerateArray(), cancellationToken);
                return ExitCodes.Success;
            }
        )
        {
            limit,
            after,
        };
    }

    /// <summary>Writes deliveries of an emulator.</summary>
    public static async Task WriteAsync(CommandRun run, IEnumerable<JsonElement> deliveries, CancellationToken cancellationToken)
    {
        var writer = run.Write(
            new OutputShape
            {
                IsList = true,
                Fields = Columns,
                Columns = Columns,
            }
        );
        foreach (var delivery in deliveries)
        {
            await writer.WriteAsync(delivery, cancellationToken);
        }

        await writer.EndAsync(cancellationToken);
    }
}
