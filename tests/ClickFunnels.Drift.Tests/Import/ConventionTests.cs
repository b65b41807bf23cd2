using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>The conventions say of our own contract what it says itself, but for the names that were chosen by hand.</summary>
public sealed class ConventionTests
{
    private static JsonObject Contract => Normalizing.Contract.Root;

    [Test]
    public void Methods_are_named_as_in_our_contract()
    {
        var other = new List<string>();
        var count = 0;
        foreach (var operation in OperationNode.All(Contract).Where(operation => !operation.Node.ContainsKey("deprecated")))
        {
            count++;
            var result = Contract.Resolve(operation.Node["responses"]?["200"]?["content"]?["application/json"]?["schema"]);
            var list =
                operation.Method == "get"
                && (
                    result?.Is("array") == true
                    || operation.Text("x-result-envelope") is { } key
                        && result?["properties"]?[key] is JsonObject inner
                        && inner.Is("array")
                );
            if (MethodNames.Of(operation, list, operation.PathItem.ContainsKey("put")) is var name && name != operation.Text("x-method"))
            {
                other.Add($"{operation.Name}: {name}, {operation.Text("x-method")}");
            }
        }

        Assert.That(count, Is.GreaterThan(400));
        Assert.That(other, Has.Count.LessThanOrEqualTo(20), string.Join('\n', other));
    }

    [TestCase("Gadgets::Widget", "GadgetWidgets")]
    [TestCase("Countries::Address", "CountryAddresses")]
    [TestCase("Emails::Settings", "EmailSettings")]
    [TestCase("Communities::Spaces::Post", "CommunityPosts")]
    [TestCase("Contacts", "Contacts")]
    public void Tags_become_groups(string vendor, string group) => Assert.That(Normalizing.Names.Tag(vendor), Is.EqualTo(group));

    [TestCase("ContactParametersUpdate", "ContactUpdate")]
    [TestCase("GadgetsWidgetAttributes", "GadgetWidget")]
    [TestCase("GadgetsWidgetParameters", "GadgetWidgetCreate")]
    [TestCase("GadgetsWidgetParametersPolish", "GadgetWidgetPolish")]
    [TestCase("free_form", "FreeForm")]
    public void Schemas_are_named_after_their_group(string vendor, string name) =>
        Assert.That(Normalizing.Names.Schema(vendor, ["Gadgets::Widget"]), Is.EqualTo(name));

    [TestCase("addresses", "address")]
    [TestCase("countries", "country")]
    [TestCase("boxes", "box")]
    [TestCase("EmailSettings", "EmailSettings")]
    [TestCase("status", "status")]
    [TestCase("LineItems", "LineItem")]
    public void Singulars(string plural, string singular) => Assert.That(EnglishText.Singular(plural), Is.EqualTo(singular));
}
