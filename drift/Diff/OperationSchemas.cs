using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>The schemas that an operation uses directly, in both documents.</summary>
internal static class OperationSchemas
{
    public static IEnumerable<SchemaPair> Of(OperationPair pair)
    {
        foreach (var (before, after) in pair.Parameters.Same)
        {
            yield return new SchemaPair(
                SchemaPosition.RequestParameter,
                before.Schema,
                after.Schema,
                after.Name,
                before.Required,
                after.Required
            )
            {
                InHeader = after.In == "header",
            };
        }

        foreach (var (before, after) in Content(pair.Old.Body?.Content, pair.New.Body?.Content))
        {
            yield return Record(pair, before, after);
        }

        foreach (var (before, after) in pair.Responses.Pairs)
        {
            foreach (var (name, header) in before.Headers)
            {
                if (after.Headers.TryGetValue(name, out var same))
                {
                    yield return new SchemaPair(
                        SchemaPosition.ResponseHeader,
                        header.Schema,
                        same.Schema,
                        name,
                        header.Required,
                        same.Required
                    );
                }
            }

            foreach (var (oldSchema, newSchema) in Content(before.Content, after.Content))
            {
                yield return new SchemaPair(SchemaPosition.ResponseBody, oldSchema, newSchema, "", true, true);
            }
        }
    }

    /// <summary>
    /// Gets the schemas of a request that the service sends. The caller receives it, so its body is compared like a response, and what the
    /// caller responds like a request.
    /// </summary>
    public static IEnumerable<SchemaPair> Of(DeliveryPair pair, string source)
    {
        foreach (var (before, after) in Content(pair.Old.Operation.Body?.Content, pair.New.Operation.Body?.Content))
        {
            yield return new SchemaPair(SchemaPosition.ResponseBody, before, after, "", true, true) { Source = source };
        }

        foreach (var (before, after) in pair.Operations.Parameters.Same.Where(same => same.Old.In == "header"))
        {
            yield return new SchemaPair(
                SchemaPosition.ResponseHeader,
                before.Schema,
                after.Schema,
                after.Name,
                before.Required,
                after.Required
            )
            {
                Source = source,
            };
        }

        foreach (var (before, after) in pair.Operations.Responses.Pairs.Where(same => same.Old.IsSuccess))
        {
            foreach (var (oldSchema, newSchema) in Content(before.Content, after.Content))
            {
                yield return new SchemaPair(SchemaPosition.RequestBody, oldSchema, newSchema, "", true, true) { Source = source };
            }
        }
    }

    // The client adds the envelope, so the records are compared; a changed envelope has its own rule.
    private static SchemaPair Record(OperationPair pair, Schema before, Schema after)
    {
        if (Envelopes.RequestMove(pair) is var (was, now))
        {
            (before, after) = (Within(before, was), Within(after, now));
        }

        return new SchemaPair(SchemaPosition.RequestBody, before, after, "", pair.Old.Body!.Required, pair.New.Body!.Required);
    }

    private static Schema Within(Schema body, string? envelope) =>
        envelope is not null && body.Properties.TryGetValue(envelope, out var record) ? record : body;

    private static IEnumerable<(Schema Old, Schema New)> Content(
        IReadOnlyDictionary<string, ApiContent>? before,
        IReadOnlyDictionary<string, ApiContent>? after
    )
    {
        if (before is null || after is null)
        {
            yield break;
        }

        foreach (var (content, same, _) in MediaTypePairs.Pair(before, after))
        {
            if (content.Schema is { } oldSchema && same.Schema is { } newSchema)
            {
                yield return (oldSchema, newSchema);
            }
        }
    }
}
