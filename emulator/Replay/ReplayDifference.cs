using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Requests;

namespace ClickFunnels.Emulator.Replay;

/// <summary>Describes a request that was not recorded by its differences from the closest one that was. Values are not shown.</summary>
internal static class ReplayDifference
{
    private const int MaxCompared = 10_000;
    private const int MaxListed = 20;

    public static EmulatorResponse Describe(ReplayRequest asked, IReadOnlyList<ReplayEntry> entries, ContractOperation? operation)
    {
        var closest = entries.Take(MaxCompared).MinBy(entry => Distance(asked, entry.Request))!;
        return OwnResponse.Of(
            404,
            "not_recorded",
            "The emulator replays a recording in strict mode, and this request is not in it. The closest one is "
                + $"{closest.Request.Method} {closest.Request.Path} ({closest.Source})",
            operation?.Id,
            [.. Differences(asked, closest.Request).Take(MaxListed)]
        );
    }

    // A difference in the method or path outweighs all in the query, and those outweigh any in the body.
    private static long Distance(ReplayRequest asked, ReplayRequest recorded)
    {
        var path = Split(asked.Path).Zip(Split(recorded.Path)).Count(pair => pair.First != pair.Second);
        var length = Math.Abs(Split(asked.Path).Length - Split(recorded.Path).Length);
        var address = (length * 10L) + (path * 4) + (asked.Method == recorded.Method ? 0 : 3);
        return (address * 1_000_000)
            + (Math.Min(999, Query(asked, recorded).Count()) * 1_000L)
            + Math.Min(
                999,
                Math.Abs((asked.Body?.Values.Count ?? 0) - (recorded.Body?.Values.Count ?? 0)) + (Body(asked, recorded).Any() ? 1 : 0)
            );
    }

    private static IEnumerable<ContractViolation> Differences(ReplayRequest asked, ReplayRequest recorded)
    {
        if (asked.Method != recorded.Method)
        {
            yield return new ContractViolation("method", $"The recorded request has {recorded.Method}.");
        }

        if (asked.Path != recorded.Path)
        {
            yield return new ContractViolation(
                "path",
                "The recorded request has another path. Paths are compared exactly, ids too: start the emulator with the same ids."
            );
        }

        foreach (var difference in Query(asked, recorded).Concat(Body(asked, recorded)))
        {
            yield return difference;
        }
    }

    private static IEnumerable<ContractViolation> Query(ReplayRequest asked, ReplayRequest recorded)
    {
        var (ours, theirs) = (
            asked.Query.ToLookup(pair => pair.Key, pair => pair.Value),
            recorded.Query.ToLookup(pair => pair.Key, pair => pair.Value)
        );
        foreach (var name in ours.Select(pair => pair.Key).Union(theirs.Select(pair => pair.Key)))
        {
            if (!ours[name].SequenceEqual(theirs[name]))
            {
                yield return Difference(
                    $"query {ValueDescription.OfName(name)}",
                    "query parameter",
                    ours.Contains(name),
                    theirs.Contains(name)
                );
            }
        }
    }

    private static IEnumerable<ContractViolation> Body(ReplayRequest asked, ReplayRequest recorded)
    {
        if (recorded.Body?.Values is not { } theirs || asked.Body?.Values is not { } ours)
        {
            yield break;
        }

        foreach (var pointer in ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal))
        {
            var (isOurs, isTheirs) = (ours.TryGetValue(pointer, out var value), theirs.TryGetValue(pointer, out var other));
            if (value != other || isOurs != isTheirs)
            {
                yield return Difference(ViolationText.Place(pointer), pointer.Length == 0 ? "body" : "field", isOurs, isTheirs);
            }
        }
    }

    private static ContractViolation Difference(string where, string kind, bool isAsked, bool isRecorded) =>
        new(
            where,
            !isRecorded ? $"The recorded request has no such {kind}."
                : !isAsked ? $"The recorded request has this {kind}."
                : $"The recorded request has another value for this {kind}."
        );

    private static string[] Split(string path) => path.Split('/');
}
