using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>The parameters of an operation in pairs.</summary>
internal sealed class ParameterPairs
{
    public ParameterPairs(OperationPair operations)
    {
        var removed = operations.Old.Parameters.ToList();
        var added = operations.New.Parameters.ToList();
        var same = new List<(ApiParameter Old, ApiParameter New)>();

        // The names of path parameters are not sent; only their order matters.
        if (!operations.Moved)
        {
            same.AddRange(operations.Old.PathParameters.Zip(operations.New.PathParameters));
            removed.RemoveAll(parameter => parameter.In == "path");
            added.RemoveAll(parameter => parameter.In == "path");
        }

        Take(same, (before, after) => before.In == after.In && SameName(before, after));
        var relocated = new List<(ApiParameter Old, ApiParameter New)>();
        Take(
            relocated,
            (before, after) =>
                before.In != after.In && before.In != "path" && string.Equals(before.Name, after.Name, StringComparison.OrdinalIgnoreCase)
        );
        var bracketed = new List<(ApiParameter Old, ApiParameter New)>();
        Take(
            bracketed,
            (before, after) => before.In == "query" && after.In == "query" && WithoutBrackets(before.Name) == WithoutBrackets(after.Name)
        );

        Same = same;
        Relocated = relocated;
        Bracketed = bracketed;
        Removed = removed;
        Added = added;

        void Take(List<(ApiParameter, ApiParameter)> pairs, Func<ApiParameter, ApiParameter, bool> match)
        {
            foreach (var before in removed.ToList())
            {
                if (added.Find(parameter => match(before, parameter)) is not { } after)
                {
                    continue;
                }

                removed.Remove(before);
                added.Remove(after);
                pairs.Add((before, after));
            }
        }
    }

    /// <summary>Parameters of both: path parameters by their order in the path, all others by location and name.</summary>
    public IReadOnlyList<(ApiParameter Old, ApiParameter New)> Same { get; }

    /// <summary>Parameters that moved, for example from the query to a header.</summary>
    public IReadOnlyList<(ApiParameter Old, ApiParameter New)> Relocated { get; }

    /// <summary>Lists whose name gained or lost its brackets: <c>expand</c> and <c>expand[]</c>.</summary>
    public IReadOnlyList<(ApiParameter Old, ApiParameter New)> Bracketed { get; }

    public IReadOnlyList<ApiParameter> Removed { get; }

    public IReadOnlyList<ApiParameter> Added { get; }

    // Header names are case-insensitive.
    private static bool SameName(ApiParameter one, ApiParameter other) =>
        string.Equals(one.Name, other.Name, one.In == "header" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string WithoutBrackets(string name) => name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;
}
