using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Makes a property nullable if an example shows null, independent of its type.</summary>
internal sealed class NullsInExamples : INormalizer
{
    public string Name => "nulls-in-examples";

    public string Summary => "A property that is null in an example may be null.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var evidence = ExampleEvidence.Of(document);
        SchemaWalker.Each(
            document,
            place =>
            {
                if (
                    !place.Pointer.Contains("/properties/", StringComparison.Ordinal)
                    || place.IsItem
                    || place.Schema.AllowsNull()
                    || !evidence.For(place.Schema).Any(value => value is null)
                )
                {
                    return;
                }

                if (!place.Schema.ContainsKey("$ref") && !place.Schema.ContainsKey("oneOf") && place.Schema.Types().Count == 0)
                {
                    return;
                }

                place.Schema.AllowNull();
                log.Add(this, place.Pointer, "null in an example: may be null");
            }
        );
    }
}
