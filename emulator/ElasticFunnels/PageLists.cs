using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Lists with <c>page</c> and <c>per_page</c>, in the envelope of Laravel's paginator.</summary>
internal sealed class PageLists : OffsetLists
{
    private const int Usual = 25;
    private const int UsualConversions = 15;

    // The documentation gives a maximum for some lists only.
    private const int Maximum = 100;

    [Behavior(
        "Lists have page and per_page, 25 by default; conversions 15 by default",
        Evidence.Documented,
        "vendor documentation, 2026-08"
    )]
    [Behavior("per_page is at most 100", Evidence.Documented, "vendor documentation, coupons, customers, courses; assumed for the others")]
    [Behavior("A page or per_page out of its range counts as the nearest that is allowed", Evidence.Assumed, "not published")]
    [Behavior("Lists are in ascending order of their ids", Evidence.Assumed, "not published")]
    protected override (int Size, long Skip) PageOf(Call call)
    {
        var usual = call.Operation.Resource == "Conversion" ? UsualConversions : Usual;
        var size = Math.Min(call.Query.One("per_page") is null ? usual : (int)Number(call, "per_page", out _), Maximum);
        var page = Math.Max(1, Number(call, "page", out _));
        return (size, (page - 1) * size);
    }

    [Behavior(
        "The envelope has current_page, last_page, total, from, to, links and addresses; that of conversions has meta only",
        Evidence.Documented,
        "vendor documentation, 2026-08"
    )]
    public override object? EnvelopeValue(RecordPage page, string property, Uri address)
    {
        if (page.Query.Size is not { } size)
        {
            return null;
        }

        var path = address.GetLeftPart(UriPartial.Path);
        var current = (page.Query.Skip / size) + 1;
        var last = Math.Max(1, (page.Total + size - 1) / size);
        return property switch
        {
            "current_page" => current,
            "per_page" => (long)size,
            "total" => page.Total,
            "last_page" => last,
            "path" => path,
            "first_page_url" => Address(1),
            "last_page_url" => Address(last),
            "next_page_url" => current < last ? Address(current + 1) : null,
            "prev_page_url" => current > 1 ? Address(current - 1) : null,
            "from" => page.Records.Count == 0 ? null : page.Query.Skip + 1,
            "to" => page.Records.Count == 0 ? null : page.Query.Skip + page.Records.Count,
            "links" => Links(),
            "meta" => new JsonObject
            {
                ["current_page"] = current,
                ["per_page"] = (long)size,
                ["total"] = page.Total,
            },
            _ => null,
        };

        string Address(long number) => string.Create(CultureInfo.InvariantCulture, $"{path}?page={number}");

        JsonArray Links() =>
            [
                Link(current > 1 ? Address(current - 1) : null, "&laquo; Previous", false),
                .. Near().Select(number => Link(Address(number), number.ToString(CultureInfo.InvariantCulture), number == current)),
                Link(current < last ? Address(current + 1) : null, "Next &raquo;", false),
            ];

        // Only the pages around the current one, so that the envelope stays small.
        IEnumerable<long> Near()
        {
            for (var number = Math.Max(1, Math.Min(current, last) - 3); number <= Math.Min(last, current + 3); number++)
            {
                yield return number;
            }
        }

        static JsonObject Link(string? url, string label, bool isActive) =>
            new()
            {
                ["url"] = url,
                ["label"] = label,
                ["active"] = isActive,
            };
    }
}
