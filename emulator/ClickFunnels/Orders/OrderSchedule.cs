using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Moves the end of a trial and the next renewal of a subscription at its payment processor.</summary>
internal static class OrderSchedule
{
    private const string Source = "vendor skill, orders, 2026-10";
    private const string TrialEnd = "trial_end_at";
    private const string Renewal = "renewal_at";

    // Fields of an order that responses do not show.
    private const string Pending = "pending_schedule";
    private const string ReadsLeft = "pending_schedule_reads";

    private static readonly string[] Dates = [TrialEnd, Renewal];

    /// <summary>Takes the dates out of an update; returns the response if they move, and null if the update has none that do.</summary>
    [Behavior("A move that the processor confirms returns 200, another one 202; both show the old date", Evidence.Documented, Source)]
    [Behavior("The setting of the workspace decides whether the processor confirms", Evidence.Assumed, "no processor is asked")]
    [Behavior("Null and the stored time move nothing", Evidence.Documented, Source)]
    public static OperationResult? Update(Call call, Record order, ResourceBehavior behavior)
    {
        var moves = Moves(call, order);
        if (moves.Count == 0)
        {
            return null;
        }

        Check(call, order, moves);
        var changes = call.ReadBody();
        behavior.Update(call, order, changes);
        call.Problems.ThrowIfAny();
        var settings = StoredSettings.Of(call);
        var fields = call.Edit(order);
        foreach (var (name, value) in changes)
        {
            fields[name] = value?.DeepClone();
        }

        fields[Pending] = new JsonObject(moves.Select(move => KeyValuePair.Create(move.Key, (JsonNode?)WireText.Time(move.Value))));
        fields[ReadsLeft] = settings.ReadsUntilScheduleChanges;
        return new OperationResult(order, settings.ConfirmsScheduleChanges ? 200 : 202);
    }

    /// <summary>Takes the dates out of the fields that are stored at once.</summary>
    public static void Remove(JsonObject changes)
    {
        foreach (var name in Dates)
        {
            changes.Remove(name);
        }
    }

    /// <summary>Counts a read of an order whose dates move; the last one settles them.</summary>
    [Behavior(
        "A moved date shows after a number of reads of the order, 1 by default",
        Evidence.Assumed,
        "published: later, without a deadline"
    )]
    public static void Read(Call call, Record order)
    {
        if (order.Fields[Pending] is not JsonObject pending)
        {
            return;
        }

        var fields = call.Store.Edit(order);
        if (order.Number(ReadsLeft) is > 0 and var left)
        {
            fields[ReadsLeft] = left - 1;
            return;
        }

        foreach (var (name, value) in pending.ToList())
        {
            fields[name] = value?.DeepClone();
        }

        if (pending.ContainsKey(Renewal))
        {
            fields["next_charge_at"] = pending[Renewal]?.DeepClone();
        }

        fields.Remove(Pending);
        fields.Remove(ReadsLeft);
    }

    private static Dictionary<string, DateTimeOffset> Moves(Call call, Record order)
    {
        var moves = new Dictionary<string, DateTimeOffset>();
        foreach (var name in Dates)
        {
            if (call.Sent[name] is not { } sent)
            {
                continue;
            }

            if (!IsTimestamp(sent.ToString(), out var time))
            {
                call.Problems.Add($"{RequestBodyReader.Label("", name)} must be a valid timestamp in the future");
                moves[name] = call.Time;
            }
            else if (order.Text(name) is not { } stored || Parse(stored).ToUnixTimeSeconds() != time.ToUnixTimeSeconds())
            {
                moves[name] = time;
            }
        }

        return moves;
    }

    [Behavior("A date has date, time and offset (422), and is in the future, within two years (422)", Evidence.Documented, Source)]
    [Behavior("trial_end_at moves for Payments AI and Stripe while the order is in its trial (422)", Evidence.Documented, Source)]
    [Behavior(
        "renewal_at moves for Payments AI only, while the order is pending, active or paused, and not before the end of the trial (422)",
        Evidence.Documented,
        Source
    )]
    [Behavior("If both move, they must be the same time (422)", Evidence.Documented, Source)]
    [Behavior("External orders have no schedule (422)", Evidence.Documented, Source)]
    private static void Check(Call call, Record order, Dictionary<string, DateTimeOffset> moves)
    {
        var processor = order.Text("payment_processor");
        if (processor is not ("stripe" or "payments_ai") || order.Text("order_type") != "subscription-order")
        {
            call.Problems.Add("External orders have no schedule; use next_charge_at");
            return;
        }

        foreach (var (name, time) in moves)
        {
            call.Problems.Require(
                time > call.Time && time <= call.Time.AddYears(2),
                $"{RequestBodyReader.Label("", name)} must be in the future and within two years"
            );
        }

        var inTrial = order.Flag("in_trial");
        DateTimeOffset? storedEnd = order.Text(TrialEnd) is { } stored ? Parse(stored) : null;
        if (moves.ContainsKey(Renewal))
        {
            call.Problems.Require(processor == "payments_ai", "renewal_at can't be changed for Stripe");
            call.Problems.Require(
                order.Text("service_status") is "pending" or "active" or "paused",
                "renewal_at can't be changed in this status"
            );
        }

        if (moves.TryGetValue(TrialEnd, out var end))
        {
            // Beside a move of the renewal, the end of a trial that is ahead may move as well.
            var isCompanion = processor == "payments_ai" && moves.ContainsKey(Renewal) && storedEnd > call.Time;
            call.Problems.Require(inTrial || isCompanion, "trial_end_at can only be adjusted during a trial");
            call.Problems.Require(!moves.TryGetValue(Renewal, out var both) || both == end, "trial_end_at and renewal_at must match");
        }
        else if (moves.TryGetValue(Renewal, out var renewal))
        {
            call.Problems.Require(
                storedEnd is not { } trial || trial <= call.Time || renewal >= trial,
                "renewal_at can't be before the end of the trial"
            );
        }
    }

    private static bool IsTimestamp(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out time
        ) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal));

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
