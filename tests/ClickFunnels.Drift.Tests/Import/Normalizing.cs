using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Import;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>Documents before and after a normalizer, in YAML.</summary>
internal static class Normalizing
{
    private static readonly Lazy<SpecFile> ContractFile = new(() =>
        SpecFile.Parse("clickfunnels.yaml", System.IO.File.ReadAllBytes(Repository.Contract))
    );

    public static SpecFile Contract => ContractFile.Value;

    public static ContractVocabulary Names { get; } = new(Contract.Root, "published-test");

    public static SpecFile File(string yaml) => SpecFile.Parse("vendor.yaml", Encoding.UTF8.GetBytes(yaml));

    public static JsonObject Read(string yaml) => File(yaml).Root;

    /// <summary>Applies a normalizer; asserts that it said so, and that a second time changes nothing.</summary>
    public static JsonObject Apply(INormalizer normalizer, string yaml)
    {
        var document = Read(yaml);
        var log = new ImportLog();
        normalizer.Apply(document, log);
        Assert.That(log.Entries, Is.Not.Empty, "A normalizer logs what it does.");
        Assert.That(log.Entries, Has.All.Property(nameof(ImportLogEntry.Normalizer)).EqualTo(normalizer.Name));
        AssertUnchanged(normalizer, document);
        return document;
    }

    /// <summary>Applies a normalizer to the schema of a component and returns what became of it.</summary>
    public static string ApplyToSchema(INormalizer normalizer, string schema, string further = "")
    {
        var document = Apply(normalizer, Schema(schema, further));
        return YamlSpecWriter.Write((JsonObject)document["components"]!["schemas"]!["Thing"]!).TrimEnd('\n');
    }

    /// <summary>Asserts that a normalizer leaves the schema of a component as it is.</summary>
    public static void AssertLeaves(INormalizer normalizer, string schema, string further = "") =>
        AssertUnchanged(normalizer, Read(Schema(schema, further)));

    private static string Schema(string schema, string further) =>
        "openapi: 3.1.0\ninfo: {title: Things, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    Thing:\n"
        + Rules.Specs.Indent(schema, 6)
        + "\n"
        + (further.Length == 0 ? "" : Rules.Specs.Indent(further, 4) + "\n");

    private static void AssertUnchanged(INormalizer normalizer, JsonObject document)
    {
        var before = YamlSpecWriter.Write(document);
        normalizer.Apply(document, new ImportLog());
        Assert.That(YamlSpecWriter.Write(document), Is.EqualTo(before));
    }
}
