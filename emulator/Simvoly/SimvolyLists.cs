using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Lists with <c>limit</c> and <c>skip</c>, in an envelope that counts all records.</summary>
internal sealed class SimvolyLists : OffsetLists
{
    [Behavior("Lists are {totalCount, limit, skip, items}; limit is 1 to 50, 30 by default", Evidence.Documented, "seed, Website API")]
    [Behavior("Groups, categories, subscriber lists and webhooks are bare arrays without pages", Evidence.Documented, "seed, Website API")]
    [Behavior(
        "Lists are in ascending order of their ids, so rows move up when an earlier one is deleted",
        Evidence.Assumed,
        "not published"
    )]
    [Behavior("A limit or skip out of its range counts as the nearest that is allowed", Evidence.Assumed, "not published")]
    protected override (int Size, long Skip) PageOf(Call call) => ((int)Number(call, "limit", out _), Number(call, "skip", out _));

    public override object? EnvelopeValue(RecordPage page, string property, Uri address) =>
        property switch
        {
            "totalCount" => page.Total,
            "limit" => (long)(page.Query.Size ?? page.Records.Count),
            "skip" => page.Query.Skip,
            _ => null,
        };
}
