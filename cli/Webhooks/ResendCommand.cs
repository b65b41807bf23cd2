using System.CommandLine;
using System.Globalization;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>The command <c>webhooks resend</c>: lets an emulator deliver an event once more.</summary>
internal static class ResendCommand
{
    public static CliCommand Create()
    {
        var id = new Argument<string>("delivery-id")
        {
            Description = "The number of a delivery, as webhooks deliveries shows it, or the id of an event.",
            HelpName = "DELIVERY-ID",
        };
        return new CliCommand(
            "resend",
            "Delivers an event once more, to the endpoints that now listen to its type. For emulators only.",
            "clickfunnels webhooks resend 1",
            async (run, cancellationToken) =>
            {
                var account = await run.AccountAsync(ServicePlatform.ClickFunnels, cancellationToken);
                using var control = await EmulatorControl.OpenAsync(account, cancellationToken);
                var eventId = await EventIdAsync(control, run.Parsed.GetRequiredValue(id), cancellationToken);
                return run.IsDryRun
                    ? await DryRunAsync(run, eventId, cancellationToken)
                    : await ResendAsync(run, control, eventId, cancellationToken);
            }
        )
        {
            id,
        };
    }

    private static async Task<string> EventIdAsync(EmulatorControl control, string id, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(id, out _))
        {
            return id;
        }

        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            throw CliException.Usage("DELIVERY-ID must be the number of a delivery, such as 1, or the id of an event (a UUID).");
        }

        using var page = await control.GetAsync($"deliveries?limit=1&after={number - 1}", cancellationToken);
        var found = page
            .RootElement.GetProperty("deliveries")
            .EnumerateArray()
            .Where(delivery => delivery.GetProperty("number").GetInt64() == number)
            .Select(delivery => delivery.GetProperty("event_id").GetString())
            .FirstOrDefault();
        return found
            ?? throw new CliException(
                ExitCodes.NotFound,
                "not_found",
                $"The emulator has no delivery {number}. clickfunnels webhooks deliveries lists them."
            );
    }

    private static async Task<int> ResendAsync(CommandRun run, EmulatorControl control, string eventId, CancellationToken cancellationToken)
    {
        using var result = await control.PostAsync($"events/{eventId}/redeliver", static _ => { }, cancellationToken);
        var deliveries = result.RootElement.GetProperty("deliveries");
        await DeliveriesCommand.WriteAsync(run, deliveries.EnumerateArray(), cancellationToken);
        if (deliveries.GetArrayLength() == 0)
        {
            run.Note("No endpoint listens to the type of the event. Start one with clickfunnels webhooks listen.");
        }

        return deliveries.EnumerateArray().Any(delivery => delivery.GetProperty("outcome").ValueEquals("delivered"))
            ? ExitCodes.Success
            : ExitCodes.Negative;
    }

    private static async Task<int> DryRunAsync(CommandRun run, string eventId, CancellationToken cancellationToken)
    {
        using var json = WebhookJson.Write(writer => writer.WriteString("event_id", eventId));
        var records = run.Write(new OutputShape { IsList = false });
        await records.WriteAsync(json.RootElement, cancellationToken);
        await records.EndAsync(cancellationToken);
        return ExitCodes.Success;
    }
}
