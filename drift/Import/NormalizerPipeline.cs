using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Import.Conventions;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Import;

/// <summary>
/// The normalizers in their order: first they fix mistakes with the help of examples, then remove prose, then apply our names.
/// </summary>
internal static class NormalizerPipeline
{
    public static IReadOnlyList<INormalizer> All(ContractVocabulary names) =>
        [
            // Faults.
            new PlainShapes(),
            new ExampleReferences(),
            new DanglingReferences(),
            new ReferenceSiblings(),
            new NullableKeyword(),
            new MergedParts(),
            new ContainsForItems(),
            new ListsWithProperties(),
            new NullUnions(),
            // Information from examples.
            new MissingItems(),
            new DecimalTexts(),
            new NullsInExamples(),
            new TimestampFormats(),
            new IdFormats(),
            // Removal of the vendor's content.
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

    /// <summary>Normalizes a copy of a published document.</summary>
    public static (JsonObject Document, ImportLog Log) Run(SpecFile file, ContractVocabulary names)
    {
        var document = (JsonObject)file.Root.DeepClone();
        DocumentOrder.Sort(document);
        var log = new ImportLog();
        foreach (var normalizer in All(names))
        {
            normalizer.Apply(document, log);
        }

        return (document, log);
    }
}
