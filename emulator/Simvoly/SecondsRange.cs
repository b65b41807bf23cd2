using System.Globalization;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Narrows lists by numbers of the query: points in time, and ids.</summary>
internal static class SecondsRange
{
    /// <summary>The condition that a time of a record is between two parameters; null if neither is sent.</summary>
    [Behavior(
        "Both ends of a range of time are inclusive",
        Evidence.Documented,
        "seed for created_at_min and created_at_max; assumed for from and to"
    )]
    public static Predicate<Record>? Of(Call call, string field, string least, string most)
    {
        var from = Number(call, least);
        var to = Number(call, most);
        return from is null && to is null
            ? null
            : record => record.Number(field) is { } time && (from is null || time >= from) && (to is null || time <= to);
    }

    /// <summary>A number of the query; null if it is not sent.</summary>
    [Behavior("A query parameter that is not the number that it must be returns 400", Evidence.Assumed, "not published")]
    public static long? Number(Call call, string name) =>
        call.Query.One(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw ApiProblem.BadRequest($"{name} is not a number");
}
