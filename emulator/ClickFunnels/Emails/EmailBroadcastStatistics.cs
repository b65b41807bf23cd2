using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Statistics of broadcasts, from their send actions and what happened to their emails.</summary>
internal static class EmailBroadcastStatistics
{
    private const string Source = "vendor skill, emails, 2026-10";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);
    private static readonly TimeSpan AfterCompletion = TimeSpan.FromDays(14);

    [Operation("getEmailsBroadcastStats")]
    [Behavior("timerange_start and timerange_end return 422", Evidence.Documented, Source)]
    [Behavior(
        "The window begins with the first send and ends two weeks after the completion, now, or after 90 days; without a send it is the "
            + "last 90 days",
        Evidence.Documented,
        Source
    )]
    [Behavior("A broadcast that was never sent has no total, and zeros", Evidence.Documented, Source)]
    [Behavior("Who was sent an email, and neither failed nor bounced, counts as delivered", Evidence.Assumed, "not published")]
    public static OperationResult? Get(Call call, Record? member)
    {
        foreach (var name in (string[])["timerange_start", "timerange_end"])
        {
            if (call.Query.Pairs.Any(pair => pair.Key == name))
            {
                throw ApiProblem.Unprocessable($"{name} is not supported: the period of a broadcast is fixed");
            }
        }

        var broadcast = call.Parents["broadcast_id"];
        var actions = call.InWorkspace("EmailBroadcastSendAction").Where(action => action.Number("broadcast_id") == broadcast.Id).ToList();
        var started = actions.Where(action => action.Text("started_at") is not null).ToList();
        var (from, to) = Window(call, broadcast, started);
        var log = new EmailActivityLog(call, broadcast, from, to);
        var total = started.Sum(action => action.Number("target_count") ?? 0);
        var done = started.Sum(action => action.Number("performed_count") ?? 0);
        var failed = Math.Min(log.Contacts(EmailActivityKind.Failed), done);
        var bounced = log.Contacts(EmailActivityKind.Bounced);
        var performance = log.Engagement(total, bounced);
        performance["delivered"] = Math.Max(0, done - failed - bounced);
        return new OperationResult(
            new JsonObject
            {
                ["timerange"] = new JsonObject { ["from"] = WireText.Time(from), ["to"] = WireText.Time(to) },
                ["currency"] = StoredSettings.Of(call).Currency.ToUpperInvariant(),
                ["progress"] = new JsonObject
                {
                    ["total"] = started.Count == 0 ? null : total,
                    ["queued"] = 0L,
                    ["processing"] = total - done,
                    ["sent"] = done - failed,
                    ["failed"] = failed,
                },
                ["performance"] = performance,
                ["revenue"] = log.Revenue(call, total),
            }
        );
    }

    private static (DateTimeOffset From, DateTimeOffset To) Window(Call call, Record broadcast, List<Record> started)
    {
        if (started.Count == 0)
        {
            return (call.Time - Longest, call.Time);
        }

        var from = started.Min(action => Parse(action.Text("started_at")!));
        DateTimeOffset[] ends =
        [
            call.Time,
            from + Longest,
            .. broadcast.Text("complete_at") is { } complete ? [Parse(complete) + AfterCompletion] : (DateTimeOffset[])[],
        ];
        return (from, ends.Min());
    }

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
