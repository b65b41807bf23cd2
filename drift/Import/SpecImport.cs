using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Drift.Import.Conventions;
using ClickFunnels.Drift.Import.Merge;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Import;

/// <summary>Creates our next contract from the vendor's published document and our contract.</summary>
internal static class SpecImport
{
    /// <summary>Merges the vendor's document into our contract.</summary>
    /// <param name="contract">Our contract.</param>
    /// <param name="vendor">The vendor's document.</param>
    /// <param name="old">The vendor's document of the last import; null for additions only.</param>
    /// <param name="source">The value of <c>x-documented-by</c> for new operations.</param>
    public static ImportedSpec Merge(SpecFile contract, SpecFile vendor, SpecFile? old, string source)
    {
        var (theirs, log) = Normalize(vendor, contract, source);
        var before = old is null ? null : Normalize(old, contract, source).Document;
        var ours = (JsonObject)contract.Root.DeepClone();
        new PlainShapes().Apply(ours, new ImportLog());
        var result = Follow(vendor, () => new SpecMerge(ours, theirs, before, Declared(vendor)).Run());
        return new ImportedSpec(ours, log, result);
    }

    /// <summary>Creates a contract from the vendor's document only; names and frame are those of our contract.</summary>
    public static ImportedSpec Fresh(SpecFile contract, SpecFile vendor, string source)
    {
        var (theirs, log) = Normalize(vendor, contract, source);
        return new ImportedSpec(theirs, log, new MergeResult());
    }

    /// <summary>The document as text, below the header of our contract.</summary>
    public static string Write(JsonObject document, string contractText) =>
        YamlSpecWriter.Write(document, YamlSpecWriter.HeaderOf(contractText));

    private static (JsonObject Document, ImportLog Log) Normalize(SpecFile file, SpecFile contract, string source)
    {
        // Throws if the file is not an OpenAPI document.
        ApiDocument.Read(file);
        GenerationCheck.OfPublished(file);
        return Follow(file, () => NormalizerPipeline.Run(file, new ContractVocabulary(contract.Root, source)));
    }

    // The import follows references, so a document can make it recurse as far as it likes.
    private static T Follow<T>(SpecFile file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw new InputException(
                file.Name,
                null,
                "A chain of schemas that refer to each other is too long to follow. Fix: shorten it.",
                exception
            );
        }
    }

    private static Dictionary<string, IReadOnlySet<string>> Declared(SpecFile vendor)
    {
        var declared = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var operation in OperationNode.All(vendor.Root))
        {
            declared.TryAdd(
                operation.Key,
                (operation.Node["responses"] as JsonObject ?? []).Select(entry => entry.Key).ToHashSet(StringComparer.OrdinalIgnoreCase)
            );
        }

        return declared;
    }
}

/// <summary>The result of an import.</summary>
/// <param name="Document">Our next contract.</param>
/// <param name="Log">The changes of the vendor's document by the normalizers.</param>
/// <param name="Merge">The changes of our contract, and the differences that were not merged.</param>
internal sealed record ImportedSpec(JsonObject Document, ImportLog Log, MergeResult Merge)
{
    /// <summary>Gets lines for people: the normalizations and the changes.</summary>
    public IEnumerable<string> Notes()
    {
        foreach (var (name, count) in Log.Counts())
        {
            yield return $"Normalizer {name}: {count}";
        }

        foreach (var change in Merge.Changes.GroupBy(change => change.Kind).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return $"Merge, {change.Key}: {change.Count()}";
        }
    }
}
