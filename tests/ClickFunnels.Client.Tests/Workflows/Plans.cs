using ClickFunnels.Workflows;

namespace ClickFunnels.Tests.Workflows;

/// <summary>Plans that tests start from.</summary>
internal static class Plans
{
    public static ProductPlan Minimal() => new() { Name = "Guide", Prices = { PricePlan.OneTime(9.00m, "USD") } };

    public static ProductPlan Shirt() =>
        new()
        {
            Name = "Shirt",
            Properties = { { "Size", "S", "M" }, { "Color", "red", "blue" } },
            AllVariants = { ProductType = ProductType.Physical, Weight = 0.4m },
            Prices = { PricePlan.OneTime(29.00m, "USD") },
        };

    /// <summary>Returns a plan with all its parts, small enough to fail at each of its requests.</summary>
    public static ProductPlan Whole(Contact contact) =>
        new()
        {
            Name = "Shirt",
            Description = "A shirt.",
            VisibleInStore = true,
            SeoTitle = "Shirt",
            Location = Warehouse(),
            Properties = { { "Size", "S", "M" } },
            AllVariants =
            {
                ProductType = ProductType.Physical,
                Weight = 0.4m,
                Taxable = true,
            },
            Variants =
            {
                new VariantPlan
                {
                    Values = { ["Size"] = "M" },
                    Sku = "SHIRT-M",
                    Prices = { PricePlan.OneTime(31.00m, "USD"), PricePlan.Subscription(5.00m, "USD", PriceInterval.Months) },
                },
            },
            Prices = { PricePlan.OneTime(29.00m, "USD") },
            Order = new OrderPlan
            {
                ContactEmailAddress = contact.EmailAddress,
                Items =
                {
                    new OrderItemPlan { Values = { ["Size"] = "S" }, Quantity = 2 },
                    new OrderItemPlan { Values = { ["Size"] = "M" } },
                },
                Invoice = new InvoicePlan { ShippingAmount = 4.90m },
                Fulfillment = new FulfillmentPlan { ShippingProvider = "Post", TrackingCode = "T-1" },
            },
        };

    public static FulfillmentLocationPlan Warehouse() =>
        new()
        {
            Name = "Warehouse",
            AddressName = "Acme",
            EmailAddress = "warehouse@acme.example",
            AddressOne = "1 Main Street",
            City = "Springfield",
            Country = "US",
            PostalCode = "12345",
        };
}
