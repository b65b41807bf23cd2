using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>The validator of these tests finds what is wrong.</summary>
public sealed class ValidatorTests
{
    [TestCase("id", "\"5\"", "/id is text (whole number) where the contract says integer")]
    [TestCase("id", "1.5", "/id is number where the contract says integer")]
    [TestCase("id", null, "/id is missing")]
    [TestCase("amount", "null", "/amount is null")]
    [TestCase("amount", "\"12\"", "/amount is not written as a decimal")]
    [TestCase("created_at", "\"2026-01-01T00:00:00Z\"", "/created_at is not written as a date-time")]
    [TestCase("interval", "\"month\"", "/interval has a value outside its enumeration")]
    [TestCase("surprise", "1", "/surprise (integer) is not in the contract")]
    public async Task It_notices(string property, string? value, string problem)
    {
        await using var api = await Api.StartAsync();
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });
        var price = (
            await api.MakeAsync(
                $"/products/variants/{product["default_variant_id"]}/prices",
                new { products_price = new { amount = "1", currency = "usd" } }
            )
        ).AsObject();
        Assert.That(Spec.Validate(Spec.Schema("ProductPrice"), price), Is.Empty);

        if (value is null)
        {
            price.Remove(property);
        }
        else
        {
            price[property] = JsonNode.Parse(value);
        }

        Assert.That(Spec.Validate(Spec.Schema("ProductPrice"), price), Has.Exactly(1).StartsWith(problem));
    }
}
