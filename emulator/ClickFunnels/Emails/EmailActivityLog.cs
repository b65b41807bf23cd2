using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The events that concern the emails of one broadcast or step within a window.</summary>
internal sealed class EmailActivityLog
{
    public const string Resource = "EmailActivity";
    private const string Source = "vendor skills, emails and workflows, 2026-10";
    private static readonly TimeSpan Attribution = TimeSpan.FromDays(30);
    private readonly Record _source;
    private readonly List<Record> _activities;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;

    public EmailActivityLog(Call call, Record source, DateTimeOffset from, DateTimeOffset to)
    {
        _source = source;
        (_from, _to) = (from, to);
        _activities =
        [
            .. call.InWorkspace(Resource).Where(one => one.Number("source_id") == source.Id && At(one) >= from && At(one) <= to),
        ];
    }

    /// <summary>Records that something happened.</summary>
    public static void Add(RecordStore store, Record source, EmailActivity activity, DateTimeOffset now) =>
        store.Insert(
            Resource,
            source.TeamId,
            source.WorkspaceId,
            new JsonObject
            {
                ["source_id"] = activity.SourceId,
                ["contact_id"] = activity.ContactId,
                ["kind"] = activity.Kind.ToString(),
                ["at"] = WireText.Time(activity.At ?? now),
            }
        );

    /// <summary>Counts events.</summary>
    public long Events(EmailActivityKind kind) => _activities.LongCount(one => Is(one, kind));

    /// <summary>Counts contacts.</summary>
    public long Contacts(EmailActivityKind kind) =>
        _activities.Where(one => Is(one, kind)).Select(one => one.Number("contact_id")).Distinct().LongCount();

    /// <summary>A share in whole percent; 0 if there is nothing to share.</summary>
    [Behavior("Rates of emails are whole percents; a share below 0.5 percent is 0, and so is one of nothing", Evidence.Documented, Source)]
    public static long Percent(long part, long whole) =>
        whole == 0 ? 0 : (long)Math.Round(100m * part / whole, MidpointRounding.AwayFromZero);

    /// <summary>The part of the figures that broadcasts and steps have in common.</summary>
    /// <param name="audience">The number of contacts that rates are shares of.</param>
    /// <param name="bounced">The number of bounces.</param>
    [Behavior("Openings and clicks are counted by event, and unique ones by contact", Evidence.Documented, Source)]
    public JsonObject Engagement(long audience, long bounced)
    {
        var opens = Contacts(EmailActivityKind.Opened);
        var clicks = Contacts(EmailActivityKind.Clicked);
        var unsubscribed = Contacts(EmailActivityKind.Unsubscribed);
        return new JsonObject
        {
            ["bounced"] = bounced,
            ["opened"] = Events(EmailActivityKind.Opened),
            ["unique_opens"] = opens,
            ["clicked"] = Events(EmailActivityKind.Clicked),
            ["unique_clicks"] = clicks,
            ["unsubscribed"] = unsubscribed,
            ["spam_complaints"] = Contacts(EmailActivityKind.SpamReported),
            ["open_rate"] = Percent(opens, audience),
            ["click_rate"] = Percent(clicks, audience),
            ["click_to_open_rate"] = Percent(clicks, opens),
            ["bounce_rate"] = Percent(bounced, audience),
            ["unsubscribe_rate"] = Percent(unsubscribed, audience),
        };
    }

    /// <summary>The revenue that followed the emails.</summary>
    [Behavior(
        "Revenue is the first paid invoice of live orders in the currency of the workspace, issued in the window, whose contact last "
            + "clicked this email, at most 30 days before",
        Evidence.Documented,
        Source
    )]
    [Behavior("Revenue per nobody is 0.00", Evidence.Assumed, "not published")]
    public JsonObject Revenue(Call call, long recipients)
    {
        var total = 0m;
        var orders = 0L;
        var currency = StoredSettings.Of(call).Currency;
        var clicks = call.InWorkspace(Resource).Where(one => Is(one, EmailActivityKind.Clicked)).ToLookup(one => one.Number("contact_id"));
        var invoices = call.InWorkspace("OrderInvoice").ToLookup(one => one.Number("order_id"));
        foreach (var order in call.InWorkspace("Order").Where(order => order.Flag("live_mode") && order.Text("currency") == currency))
        {
            var paid = invoices[order.Id].Where(one => one.Text("status") == "paid" && one.Text("issued_at") is not null).MinBy(Issued);
            if (paid is null || Issued(paid) is var issued && (issued < _from || issued > _to))
            {
                continue;
            }

            var last = clicks[order.Number("contact_id")]
                .Where(click => At(click) <= issued && issued - At(click) <= Attribution)
                .MaxBy(At);
            if (last?.Number("source_id") == _source.Id)
            {
                orders++;
                total += paid.Decimal("total_amount");
            }
        }

        return new JsonObject
        {
            ["total"] = WireText.Money(total),
            ["orders_count"] = orders,
            ["per_recipient"] = Per(total, recipients),
            ["per_unique_open"] = Per(total, Contacts(EmailActivityKind.Opened)),
            ["per_unique_click"] = Per(total, Contacts(EmailActivityKind.Clicked)),
        };
    }

    private static string Per(decimal total, long number) =>
        WireText.Money(number == 0 ? 0 : Math.Round(total / number, 2, MidpointRounding.AwayFromZero));

    private static bool Is(Record activity, EmailActivityKind kind) => activity.Text("kind") == kind.ToString();

    private static DateTimeOffset At(Record activity) => Parse(activity.Text("at")!);

    private static DateTimeOffset Issued(Record invoice) => Parse(invoice.Text("issued_at")!);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
