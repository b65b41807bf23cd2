using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Drift.Import;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>
/// No text of a document becomes more than a literal, an identifier or a comment of the generated code, or the document is refused.
/// </summary>
public sealed class HostileTextTests
{
    private const string CountVariable = "HOSTILE_TEXTS";

    private static readonly ConcurrentDictionary<(string Place, string Text, ImportKind Kind), Lazy<GeneratedCode>> Known = [];

    private static readonly Gen<(string Place, string Text)> Cases = Gen.Zip(
        Gen.Elements<string>([.. HostileDocument.Places]),
        HostileTexts.All
    );

    private enum ImportKind
    {
        None,
        Fresh,
        Merged,
    }

    [Test]
    public void EveryKindOfTextReachesTheCodeOfTheHarmlessDocument()
    {
        var code = GeneratedCode.Of(HostileDocument.Harmless);
        Assert.Multiple(() =>
        {
            Assert.That(() => GenerationCheck.OfContract(HostileDocument.Read(HostileDocument.Harmless)), Throws.Nothing);
            Assert.That(code.Problems, Is.Empty);
            Assert.That(code.Text, Does.Contain("WaitForCompletionAsync").And.Contain("[Obsolete(\"Use ThingsClient.CreateAsync"));
            Assert.That(code.Text, Does.Contain("or \"thing.made\" => new ThingCreated()").And.Contain("[\"color\"] = ["));
        });
    }

    // The templates are safe without the check, too.
    [Test]
    public void TemplatesEscapeEveryTextInEveryPlace()
    {
        var results = Run(150, (_, _) => ImportKind.None);

        Assert.That(results["generated"], Is.GreaterThan(results.Values.Sum() / 2), "Most texts must reach the templates.");
    }

    [Test]
    public void ImportAndGenerationRefuseOrEscapeEveryTextInEveryPlace()
    {
        var results = Run(150, (place, text) => (place.Length + text.Length) % 2 == 0 ? ImportKind.Fresh : ImportKind.Merged);

        Assert.That(results["generated"], Is.GreaterThan(results.Values.Sum() / 20));
        Assert.That(results["refused"], Is.GreaterThan(results.Values.Sum() / 4));
    }

    private static ConcurrentDictionary<string, int> Run(int count, Func<string, string, ImportKind> kindOf)
    {
        var results = new ConcurrentDictionary<string, int>(StringComparer.Ordinal) { ["generated"] = 0, ["refused"] = 0 };
        if (int.TryParse(Environment.GetEnvironmentVariable(CountVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var more))
        {
            count = more;
        }

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20261127, 1),
            Prop.ForAll(
                Cases.ToArbitrary(),
                pair =>
                {
                    GeneratedCode code;
                    var kind = kindOf(pair.Place, pair.Text);
                    try
                    {
                        code = Generate(pair.Place, pair.Text, kind);
                    }
                    catch (InputException exception)
                    {
                        Assert.That(exception.Message, Does.StartWith("hostile.json").Or.StartWith("next.yaml"), pair.Place);
                        results.AddOrUpdate("refused", 1, (_, number) => number + 1);
                        return true;
                    }
                    catch (Exception exception) when (IsRefusalOfTheGenerator(exception))
                    {
                        results.AddOrUpdate("refused", 1, (_, number) => number + 1);
                        return true;
                    }

                    results.AddOrUpdate("generated", 1, (_, number) => number + 1);
                    var shown = $"{pair.Place}: {NameRule.Shown(pair.Text)}\n";
                    Assert.That(code.Problems, Is.Empty, () => shown + code.Text);
                    Assert.That(
                        code.Beyond(Harmless(pair.Place, "A", kind), Harmless(pair.Place, "", kind)),
                        Is.Empty,
                        () => shown + code.Text
                    );
                    return true;
                }
            )
        );
        TestContext.Out.WriteLine(string.Join(", ", results.Select(result => $"{result.Value} {result.Key}")));
        return results;
    }

    // A reference that leads nowhere, or a character that XML forbids.
    private static bool IsRefusalOfTheGenerator(Exception exception) =>
        exception is InvalidOperationException or ArgumentException or Newtonsoft.Json.JsonException;

    // The code for a harmless text in the same place, and for none.
    private static GeneratedCode Harmless(string place, string text, ImportKind kind) =>
        Known
            .GetOrAdd(
                (text.Length > 0 ? place : HostileDocument.Places[0], text, kind),
                key => new Lazy<GeneratedCode>(() => Generate(key.Place, key.Text, key.Kind))
            )
            .Value;

    private static GeneratedCode Generate(string place, string text, ImportKind kind)
    {
        var json = HostileDocument.Json(place, text);
        return GeneratedCode.Of(kind == ImportKind.None ? json : Import(json, kind == ImportKind.Fresh));
    }

    private static string Import(string json, bool fresh)
    {
        var vendor = HostileDocument.Read(json);
        var contract = SpecFile.Parse("own.yaml", Encoding.UTF8.GetBytes(SmallContract.Text));
        var imported = fresh ? SpecImport.Fresh(contract, vendor, "published") : SpecImport.Merge(contract, vendor, null, "published");
        var next = SpecFile.Parse("next.yaml", Encoding.UTF8.GetBytes(SpecImport.Write(imported.Document, "")));
        GenerationCheck.OfContract(next);
        return next.Root.ToJsonString();
    }
}
