using ClickFunnels.Drift.Contract;

namespace ClickFunnels.Drift.Diff;

/// <summary>The schemas that an operation uses directly, in both documents.</summary>
internal static class OperationSchemas
{
    public static IEnumerable<SchemaPair> Of(OperationPair pair)
    {
        foreach (var (before, after) in Parameters(pair))
            yield return new SchemaPair(Place.RequestParameter, before.Schema, after.Schema, after.Name, before.Required, after.Required) { InHeader = after.In == "header" };

        foreach (var (before, after) in Content(pair.Old.Body?.Content, pair.New.Body?.Content))
            yield return new SchemaPair(Place.RequestBody, before, after, "", pair.Old.Body!.Required, pair.New.Body!.Required);

        foreach (var (status, before) in pair.Old.Responses)
        {
            if (!pair.New.Responses.TryGetValue(status, out var after))
                continue;
            foreach (var (name, header) in before.Headers)
            {
                if (after.Headers.TryGetValue(name, out var same))
                    yield return new SchemaPair(Place.ResponseHeader, header.Schema, same.Schema, name, header.Required, same.Required);
            }

            foreach (var (oldSchema, newSchema) in Content(before.Content, after.Content))
                yield return new SchemaPair(Place.ResponseBody, oldSchema, newSchema, "", true, true);
        }
    }

    /// <summary>Parameters in pairs: path parameters by their order in the path, all others by place and name.</summary>
    public static IEnumerable<(ApiParameter Old, ApiParameter New)> Parameters(OperationPair pair)
    {
        if (!pair.Moved)
        {
            foreach (var both in pair.Old.PathParameters.Zip(pair.New.PathParameters))
                yield return both;
        }

        foreach (var before in pair.Old.Parameters.Where(parameter => parameter.In != "path" || pair.Moved))
        {
            if (pair.New.Parameters.FirstOrDefault(parameter => parameter.In == before.In && SameName(parameter, before)) is { } after)
                yield return (before, after);
        }
    }

    /// <summary>Whether two parameters of one kind are the same; the names of headers have no case.</summary>
    public static bool SameName(ApiParameter one, ApiParameter other) =>
        string.Equals(one.Name, other.Name, one.In == "header" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static IEnumerable<(Schema Old, Schema New)> Content(IReadOnlyDictionary<string, ApiContent>? before, IReadOnlyDictionary<string, ApiContent>? after)
    {
        foreach (var (type, content) in before ?? new Dictionary<string, ApiContent>())
        {
            if (after is not null && after.TryGetValue(type, out var same) && content.Schema is { } oldSchema && same.Schema is { } newSchema)
                yield return (oldSchema, newSchema);
        }
    }
}
