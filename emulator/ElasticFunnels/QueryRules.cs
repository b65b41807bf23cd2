using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Reads the query parameters that narrow and sort lists.</summary>
internal static class QueryRules
{
    /// <summary>A value of the query that must be one of those in the contract; null if it is not sent.</summary>
    [Behavior(
        "A query parameter with a value that the documentation does not list returns 422 where the contract has it, else finds nothing",
        Evidence.Assumed,
        "not published"
    )]
    public static string? Choice(Call call, string name)
    {
        if (call.Query.One(name) is not { } value)
        {
            return null;
        }

        var schema = call.Operation.Query[name];
        return schema.Enum.Count == 0 || schema.Enum.Contains(value) || !call.Operation.Statuses.Contains("422")
            ? value
            : throw ApiProblem.Unprocessable([new FieldProblem(name, $"{name} is not included in the list")]);
    }

    /// <summary>The condition that one of the fields contains a text of the query; null if it is not sent.</summary>
    [Behavior("A search finds records that contain the text, without regard to case", Evidence.Assumed, "only the fields are published")]
    public static Predicate<Record>? Search(Call call, string name, params string[] fields) =>
        call.Query.One(name) is not { } text
            ? null
            : record => fields.Any(field => record.Text(field)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Combines conditions; null if there is none.</summary>
    public static Predicate<Record>? All(params Predicate<Record>?[] conditions)
    {
        var set = conditions.OfType<Predicate<Record>>().ToArray();
        return set.Length == 0 ? null : record => Array.TrueForAll(set, condition => condition(record));
    }

    /// <summary>True unless the query says <c>false</c> or <c>0</c>.</summary>
    public static bool IsWanted(Call call, string name) => call.Query.One(name) is not ("false" or "0");
}
