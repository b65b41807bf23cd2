using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClickFunnels.Migration.Formats;
using Api = ElasticFunnels;

namespace ClickFunnels.Migration;

/// <summary>
/// Reads a brand of ElasticFunnels. Prices without a currency are in that of the brand. Its API does not say which customers opted out of
/// email, so a plan asks for that.
/// </summary>
public sealed class ElasticFunnelsSource : ShopSource
{
    // The details of so many products are read at the same time.
    private const int Parallelism = 8;
    private const int KeyLength = 20;
    private readonly Api.ElasticFunnelsClient _client;
    private Task<Api.Brand>? _brand;

    /// <summary>Creates a source. Nothing is read yet.</summary>
    /// <param name="client">A client that is bound to the brand; it is not disposed.</param>
    /// <exception cref="ArgumentException">The client is not bound to a brand.</exception>
    public ElasticFunnelsSource(Api.ElasticFunnelsClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (client.BrandId.IsEmpty)
        {
            throw new ArgumentException("The client is not bound to a brand. Set BrandId in its options.", nameof(client));
        }

        _client = client;
        Name = $"elasticfunnels:{client.BrandId}";
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Notes =>
        [
            "Orders, subscriptions of customers, funnels, pages and courses of ElasticFunnels are not carried.",
            "ElasticFunnels does not say which customers opted out of email. Export the list of your email service, and add it as "
                + "corrections.",
        ];

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopCategory> ReadCategoriesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var categories = _client.Products.Categories.ListAllAsync(cancellationToken: cancellationToken);
        await foreach (var category in categories.ConfigureAwait(false))
        {
            yield return new ShopCategory(Text(category.Id), category.Name ?? "", category.ParentId is { } parent ? Text(parent) : null);
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopProduct> ReadProductsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var currency = (await BrandAsync(cancellationToken).ConfigureAwait(false)).Currency;

        // A list may leave the variants out.
        var details = new Queue<Task<Api.Product>>();
        try
        {
            await foreach (var product in _client.Products.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                details.Enqueue(_client.Products.GetAsync(product.Id, cancellationToken: cancellationToken));
                if (details.Count == Parallelism && Map(await details.Dequeue().ConfigureAwait(false), currency) is { } mapped)
                {
                    yield return mapped;
                }
            }

            while (details.TryDequeue(out var detail))
            {
                if (Map(await detail.ConfigureAwait(false), currency) is { } mapped)
                {
                    yield return mapped;
                }
            }
        }
        finally
        {
            // Nobody awaits the others after a failure.
            foreach (var detail in details)
            {
                _ = detail.ContinueWith(static task => task.Exception, TaskScheduler.Default);
            }
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopContact> ReadContactsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var customer in _client.Customers.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var attributes = new Dictionary<string, string>();
            Add(attributes, "city", customer.CustomerCity);
            Add(attributes, "state", customer.CustomerState);
            Add(attributes, "country", customer.CustomerCountry);
            yield return new ShopContact
            {
                Key = Key(customer.CustomerEmail),
                Email = customer.CustomerEmail,
                Name = customer.CustomerName,
                FirstName = customer.CustomerFirstName,
                LastName = customer.CustomerLastName,
                Phone = customer.CustomerPhone,
                Tags = customer.IsAbandonedCustomer == true ? ["abandoned cart"] : [],
                Attributes = attributes,
            };
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopCoupon> ReadCouponsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var currency = (await BrandAsync(cancellationToken).ConfigureAwait(false)).Currency;
        await foreach (var coupon in _client.Coupons.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return new ShopCoupon
            {
                Key = Text(coupon.Id),
                Code = coupon.Code ?? "",
                Name = coupon.Name,
                Type = coupon.Type?.Value ?? "",
                Value = coupon.Value ?? 0,
                Currency = currency,
                Status = coupon.Status?.Value,
                ProductKeys = [.. (coupon.ProductIds ?? []).Select(Text)],
                ExcludedProductKeys = [.. (coupon.ExcludedProductIds ?? []).Select(Text)],
                ValidFrom = Time(coupon.ValidFrom, endOfDay: false),
                ValidUntil = Time(coupon.ValidUntil, endOfDay: true),
                UsageLimit = coupon.UsageLimit is { } limit ? (int)Math.Clamp(limit, 0, int.MaxValue) : null,
                Other = coupon.AppliesOnBump is { } bump
                    ? new Dictionary<string, string> { ["applies_on_bump"] = bump ? "true" : "false" }
                    : new Dictionary<string, string>(),
            };
        }
    }

    // The brand says the currency of its prices.
    private Task<Api.Brand> BrandAsync(CancellationToken cancellationToken) =>
        _brand is { IsFaulted: false, IsCanceled: false } ? _brand : _brand = _client.Brands.GetAsync(cancellationToken: cancellationToken);

    private ShopProduct? Map(Api.Product product, string? brandCurrency)
    {
        var fields = (product.ProductFields ?? []).OrderBy(field => field.Position ?? 0).ToList();
        var currency = product.Currency ?? brandCurrency;
        var mapped = new ShopProduct
        {
            Key = Text(product.Id),
            Title = product.Title ?? "",
            Description = product.Description,
            Path = product.SeoSlug,
            Visible = IsVisible(product),
            Type = product.Type?.Value,
            SeoTitle = product.SeoTitle,
            SeoDescription = product.SeoDescription,
            Sku = product.Sku ?? product.Code,
            Weight = product.UnitWeightOz is > 0 ? product.UnitWeightOz : null,
            WeightUnit = "oz",
            Images =
            [
                .. new[] { product.ImageLink ?? product.Image }
                    .Concat(product.Gallery ?? [])
                    .OfType<string>()
                    .Where(address => address.Length > 0)
                    .Distinct(),
            ],
            CategoryKeys = [.. new[] { product.ProductCategoryId, product.ProductSubcategoryId }.OfType<long>().Select(Text)],
            Tags = product.Classification?.Value is { Length: > 0 } word ? [word] : [],
            Options = [.. fields.Select(field => new ShopOption(field.Name ?? "", [.. field.Options ?? []]))],
            Variants = [.. (product.Variants ?? []).Select(variant => Map(product, fields, variant, currency))],
            Prices = product.Price is { } amount ? Prices(product, amount, product.RetailPrice, currency) : [],
            Files =
            [
                .. (product.ProductFiles ?? [])
                    .Where(file => !string.IsNullOrEmpty(file.File))
                    .OrderBy(file => file.SortOrder ?? 0)
                    .Select(file => new ShopFile(file.File!, file.Title)),
            ],
            Other = Other(product),
        };
        if (product.SubscriptionTiers is { Count: > 0 } && product.Variants?.Any(variant => variant.Price is not null) == true)
        {
            Reject(
                new RejectedRow(
                    new RejectedRecord(
                        ShopRecordKind.Product,
                        mapped.Key,
                        "variants",
                        "The product has tiers and prices of variants, and ElasticFunnels does not document which of them applies. Set the "
                            + "prices of each variant."
                    ),
                    JsonSerializer.Serialize(mapped, RecordJson.TypeOf<ShopProduct>(RecordJson.Compact))
                )
            );
            return null;
        }

        return mapped;
    }

    private static ShopVariant Map(Api.Product product, List<Api.ProductField> fields, Api.ProductVariant variant, string? currency)
    {
        var positions = new[] { variant.Option1, variant.Option2, variant.Option3 };
        return new ShopVariant
        {
            Key = variant.Id is { } id ? Text(id) : variant.Code,
            Values = [.. fields.Select((field, index) => positions.ElementAtOrDefault(index) ?? Value(variant, field) ?? "")],
            Sku = variant.Sku ?? variant.Code,
            Images = variant.Image is { Length: > 0 } image ? [image] : [],
            Prices = variant.Price is { } amount ? Prices(product, amount, variant.RetailPrice, variant.Currency ?? currency) : [],
        };
    }

    // Responses may have the values by a short form of the field's name.
    private static string? Value(Api.ProductVariant variant, Api.ProductField field) =>
        (variant.OptionValues ?? new Dictionary<string, string?>())
            .FirstOrDefault(value => Slug(value.Key) == Slug(field.Name ?? ""))
            .Value;

    private static string Slug(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static IReadOnlyList<ShopPrice> Prices(Api.Product product, decimal amount, decimal? retail, string? currency)
    {
        var price = new ShopPrice
        {
            Amount = amount,
            Currency = currency,
            CompareAt = retail > amount ? retail : null,
            Cost = product.UnitCost is > 0 ? product.UnitCost : null,
        };
        if (product.IsSubscription != true)
        {
            return [price];
        }

        var subscription = new ShopSubscription
        {
            Interval = Interval(product.SubscriptionFrequencyUnit),
            IntervalCount = (int)Math.Clamp(product.SubscriptionFrequency ?? 1, 0, int.MaxValue),
            TrialDays = product.SubscriptionTrialDays is > 0 and var days ? (int)Math.Min(days, int.MaxValue) : null,
            FirstChargeFree = product.SubscriptionFirstChargeFree == true,
        };

        // Tiers replace the frequency and the price of the product.
        return product.SubscriptionTiers is { Count: > 0 } tiers
            ?
            [
                .. tiers.Select(tier =>
                    price with
                    {
                        Amount = tier.Price ?? amount,
                        CompareAt = null,
                        Name = tier.Label ?? tier.Tier,
                        Subscription = subscription with
                        {
                            Interval = Interval(tier.Interval),
                            IntervalCount = (int)Math.Clamp(tier.IntervalCount ?? 1, 0, int.MaxValue),
                        },
                    }
                ),
            ]
            : [price with { Subscription = subscription }];
    }

    // Another unit becomes a question.
    private static string? Interval(Api.BillingInterval? unit) =>
        unit?.Value?.Trim().ToLowerInvariant().TrimEnd('s') is ("day" or "week" or "month" or "year") and var name ? name : null;

    private static bool? IsVisible(Api.Product product) =>
        product.Status is null && product.ShowInFrontend is null
            ? null
            : (product.Status is null || product.Status == Api.ProductStatus.Active) && product.ShowInFrontend != false;

    private static Dictionary<string, string> Other(Api.Product product)
    {
        var other = new Dictionary<string, string>();
        Add(other, "checkout_title", product.CheckoutTitle == product.Title ? null : product.CheckoutTitle);
        Add(other, "short_description", product.ShortDescription);
        Add(other, "barcode", product.Barcode);
        Add(other, "units", product.Units is > 1 ? Text(product.Units.Value) : null);
        Add(other, "inventory_quantity", product.InventoryQuantity is { } quantity ? Text(quantity) : null);
        Add(other, "fulfillment_cost", Amount(product.FulfillmentCost));
        Add(other, "packaging_cost", Amount(product.PackagingCost));
        Add(other, "fuel_surcharge_cost", Amount(product.FuelSurchargeCost));
        Add(other, "average_shipping_cost", Amount(product.AverageShippingCost));
        Add(other, "subscribe_save_discount_percent", Amount(product.SubscribeSaveDiscountPercent));
        Add(other, "merchant_product_ids", product.MerchantProductIds is { Count: > 0 } ids ? Text(ids.Count) : null);
        Add(other, "bonuses", product.Bonuses is { Count: > 0 } bonuses ? Text(bonuses.Count) : null);
        Add(
            other,
            "product_specifications",
            product.ProductSpecifications is { Count: > 0 } specifications ? Text(specifications.Count) : null
        );
        foreach (var attribute in product.CustomAttributes ?? [])
        {
            Add(other, $"custom_attributes.{attribute.Key}", attribute.Value);
        }

        return other;
    }

    // The API has no ids of customers. The digest keeps the address out of journals and reports.
    private static string Key(string? email) =>
        "customer-"
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((email ?? "").Trim().ToUpperInvariant())))[..KeyLength];

    // A coupon is valid until the end of a day without a time.
    private static DateTimeOffset? Time(string? text, bool endOfDay)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return null;
        }

        return endOfDay && text!.Trim().Length == "2026-01-31".Length ? time.AddDays(1).AddSeconds(-1) : time;
    }

    private static void Add(Dictionary<string, string> values, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            values.TryAdd(name, value);
        }
    }

    private static string? Amount(decimal? amount) => amount is > 0 ? amount.Value.ToString(CultureInfo.InvariantCulture) : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
