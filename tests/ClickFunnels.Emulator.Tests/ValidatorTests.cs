using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>The validator of these tests finds what is wrong.</summary>
public sealed class ValidatorTests
{
    [TestCase("id", "\"5\"", "$.id is string, not integer")]
    [TestCase("id", "1.5", "$.id is number, not integer")]
    [TestCase("id", null, "$.id is absent")]
    [TestCase("amount", "null", "$.amount is null, not string")]
    [TestCase("amount", "\"12\"", "$.amount is \"12\", not a decimal")]
    [TestCase("created_at", "\"2026-01-01T00:00:00Z\"", "$.created_at is \"2026-01-01T00:00:00Z\", not a date-time")]
    [TestCase("interval", "\"month\"", "$.interval is \"month\", not one of")]
    [TestCase("surprise", "1", "$.surprise is not documented")]
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
