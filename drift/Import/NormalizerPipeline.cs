using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Import.Conventions;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Import;

/// <summary>
/// The normalizers in their order: first faults are mended while examples still tell the truth, then prose goes, then our names come.
/// </summary>
internal static class NormalizerPipeline
{
    public static IReadOnlyList<INormalizer> All(NameBook names) =>
        [
            // Faults.
            new ExampleReferences(),
            new DanglingReferences(),
            new ReferenceSiblings(),
            new NullableKeyword(),
            new MergedParts(),
            new ContainsForItems(),
            new ListsWithProperties(),
            new NullUnions(),
            // What examples tell.
            new MissingItems(),
            new DecimalTexts(),
            new NullsInExamples(),
            new TimestampFormats(),
            new IdFormats(),
            // What is not ours goes.
            new GeneratorTypes(),
            new VendorProse(),
            // Our form.
            new TagNames(names),
            new SharedParameters(names),
            new SharedResponses(names),
            new RequiredEnvelopes(names),
            new OperationKeys(names),
            new UnusedComponents(),
            new NamedSchemas(names),
            new DocumentFrame(names),
        ];

    /// <summary>Brings a published document into our form. The document itself is left as it is.</summary>
    public static (JsonObject Document, ImportLog Log) Run(SpecFile file, NameBook names)
    {
        var document = (JsonObject)file.Root.DeepClone();
        var log = new ImportLog();
        foreach (var normalizer in All(names))
        {
            normalizer.Apply(document, log);
        }

        return (document, log);
    }
}
