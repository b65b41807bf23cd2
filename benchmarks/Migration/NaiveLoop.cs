namespace ClickFunnels.Benchmarks.Moving;

/// <summary>One request after the other, without a journal and without comparisons.</summary>
internal static class NaiveLoop
{
    private static readonly string[] Sizes = ["S", "M", "L"];

    /// <summary>A product, three variants and three prices.</summary>
    public static int RequestsPerProduct => 1 + (2 * Sizes.Length);

    public static async Task RunAsync(ClickFunnelsClient client, int products, int contacts)
    {
        for (var index = 0; index < contacts; index++)
        {
            await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = $"naive{index}@example.com", FirstName = "Jane" });
        }

        for (var index = 0; index < products; index++)
        {
            var product = await client.Products.CreateAsync(
                new ProductCreate { Name = $"Naive {index}", VariantProperties = [new ProductVariantPropertyCreate { Name = "Size" }] }
            );
            foreach (var size in Sizes)
            {
                var variant = await client.Products.Variants.CreateAsync(
                    product.Id,
                    new ProductVariantCreate
                    {
                        Name = size,
                        ProductType = ProductType.Physical,
                        WeightUnit = "lb",
                        PropertiesValues =
                        [
                            new ProductVariantPropertyValue { PropertyId = product.VariantProperties![0].Id, Value = size },
                        ],
                    }
                );
                await client.Products.Prices.CreateAsync(variant.Id, new ProductPriceCreate { Amount = 10 });
            }
        }
    }
}
