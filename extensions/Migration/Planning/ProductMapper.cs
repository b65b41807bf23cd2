using System.Globalization;
using System.Net;
using System.Text;
using ClickFunnels.Workflows;

namespace ClickFunnels.Migration;

/// <summary>Maps products to plans of the product workflow.</summary>
internal sealed class ProductMapper(string source, MigrationRules rules, MappingFindings findings)
{
    private const ShopRecordKind Kind = ShopRecordKind.Product;

    private readonly PriceMapper _prices = new(source, rules, findings);

    public IReadOnlyList<MappedProduct> Map(IReadOnlyList<ShopProduct> products, CancellationToken cancellationToken)
    {
        var mapped = new List<MappedProduct>(products.Count);
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var product in products)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (product.Path is { } path && paths.TryGetValue(path, out var other))
            {
                findings.Reject(Kind, product.Key, "path", $"The product {other} has the same path. Give one of them another path.");
            }
            else if (Map(product) is { } result)
            {
                mapped.Add(result);
                if (product.Path is { } own)
                {
                    paths.Add(own, product.Key);
                }
            }
        }

        return mapped;
    }

    private MappedProduct? Map(ShopProduct product)
    {
        if (!HasSoundVariants(product))
        {
            return null;
        }

        var plan = new ProductPlan
        {
            Name = product.Title.Trim(),
            CurrentPath = product.Path?.Trim().Trim('/') is { Length: > 0 } path ? path : null,
            VisibleInStore = product.Visible,
            SeoTitle = product.SeoTitle,
            SeoDescription = product.SeoDescription,
            AllVariants =
            {
                ProductType = ProductTypeOf(product),
                Description = Description(product),
                Weight = product.Variants.Count == 0 ? product.Weight : null,
                WeightUnit = WeightUnit(product),
                Sku = product.Variants.Count == 0 ? Text(product.Sku) : null,
            },
        };
        if (product.Variants.Count == 0)
        {
            _prices.Add(plan.Prices, product, "", product.Prices);
        }
        else if (product.Options.Count == 0)
        {
            // A single variant without options is the product itself.
            var variant = product.Variants[0];
            plan.AllVariants.Sku = Text(variant.Sku) ?? Text(product.Sku);
            plan.AllVariants.Weight = variant.Weight ?? product.Weight;
            _prices.Add(plan.Prices, product, "", variant.Prices.Count > 0 ? variant.Prices : product.Prices);
        }
        else if (!AddVariants(plan, product))
        {
            return null;
        }

        NoteLosses(product);
        var problems = plan.Validate();
        foreach (var problem in problems.Where(problem => !IsQuestion(problem)).Take(1))
        {
            findings.Reject(Kind, product.Key, problem.Path, $"{problem.Path} {problem.Message}");
            return null;
        }

        var images = rules.Products.Images;
        return new MappedProduct(product.Key, plan)
        {
            Images = images
                ?
                [
                    .. Addresses(
                        product,
                        product.Images.Concat(product.Options.Count == 0 ? product.Variants.SelectMany(variant => variant.Images) : [])
                    ),
                ]
                : [],
            VariantImages =
                images && product.Options.Count > 0
                    ? [.. product.Variants.Select(variant => (IReadOnlyList<string>)[.. Addresses(product, variant.Images)])]
                    : [],
            Tags = rules.Products.Tags
                ? [.. product.Tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)]
                : [],
        };
    }

    // A missing currency is a question already.
    private bool IsQuestion(ProductPlanProblem problem) =>
        rules.Currency is null
        && problem.Path.EndsWith(nameof(PricePlan.Currency), StringComparison.Ordinal)
        && problem.Message.StartsWith("is missing", StringComparison.Ordinal);

    private ProductType ProductTypeOf(ShopProduct product)
    {
        var type = product.Type?.Trim() is { Length: > 0 } text ? text : "none";
        if (rules.Products.Types.TryGetValue(type, out var known))
        {
            return new ProductType(known);
        }

        if (type is "physical" or "digital")
        {
            return new ProductType(type);
        }

        findings.Ask(
            $"products.types.{type}",
            type == "none"
                ? "Some products have no type. Which product type of ClickFunnels do they become?"
                : $"ClickFunnels has no product type \"{type}\". Which one do these products become?",
            product.Key,
            ProductType.Physical.Value,
            ProductType.Digital.Value
        );

        // Nothing is applied while the question is open.
        return ProductType.Physical;
    }

    private bool HasSoundVariants(ShopProduct product)
    {
        if (product.Options.Count == 0 && product.Variants.Count > 1)
        {
            return Refuse(product, "options", "The product has several variants, but no options in which they differ. Add the options.");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, variant) in product.Variants.Index())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"variants[{index}].values");
            if (product.Options.Count > 0 && variant.Values.Count != product.Options.Count)
            {
                return Refuse(
                    product,
                    at,
                    $"The variant has {variant.Values.Count} values, but the product has {product.Options.Count} options. "
                        + "Give it one value for each option."
                );
            }

            if (product.Options.Count > 0 && variant.Values.Any(string.IsNullOrWhiteSpace))
            {
                return Refuse(product, at, "A value of the variant is blank. Give it a text.");
            }

            if (product.Options.Count > 0 && !seen.Add(string.Join('\n', variant.Values.Select(value => value.Trim()))))
            {
                return Refuse(product, at, "Another variant has the same values. Remove one of them.");
            }
        }

        return true;
    }

    private bool Refuse(ShopProduct product, string field, string reason)
    {
        findings.Reject(Kind, product.Key, field, reason);
        return false;
    }

    private bool AddVariants(ProductPlan plan, ShopProduct product)
    {
        foreach (var (index, option) in product.Options.Index())
        {
            // Values that no variant has are left out, and values that the option does not list are added.
            var used = product.Variants.Select(variant => variant.Values[index].Trim()).Distinct(StringComparer.Ordinal).ToList();
            var listed = option.Values.Select(value => value.Trim()).Where(used.Contains).Distinct(StringComparer.Ordinal);
            plan.Properties.Add(option.Name.Trim(), [.. listed.Union(used, StringComparer.Ordinal)]);
        }

        if (plan.Properties.Aggregate(1L, (count, property) => Math.Min(count * property.Values.Count, int.MaxValue)) > 10_000)
        {
            return Refuse(product, "options", "The options make more than 10000 combinations. Divide the product.");
        }

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variant in product.Variants)
        {
            var settings = new VariantPlan { Sku = Text(variant.Sku), Weight = variant.Weight ?? product.Weight };
            foreach (var (index, value) in variant.Values.Index())
            {
                settings.Values[plan.Properties[index].Name!] = value.Trim();
            }

            wanted.Add(Combined(variant.Values.Select(value => value.Trim())));
            _prices.Add(
                settings.Prices,
                product,
                string.Join('/', variant.Values),
                variant.Prices.Count > 0 ? variant.Prices : product.Prices
            );
            plan.Variants.Add(settings);
        }

        foreach (var values in Combinations(plan).Where(values => !wanted.Contains(Combined(values))))
        {
            var omitted = new VariantPlan { Omit = true };
            foreach (var (index, value) in values.Index())
            {
                omitted.Values[plan.Properties[index].Name!] = value;
            }

            plan.Variants.Add(omitted);
        }

        return true;
    }

    private static string Combined(IEnumerable<string> values) => string.Join('\n', values);

    private static IEnumerable<IReadOnlyList<string>> Combinations(ProductPlan plan) =>
        plan.Properties.Aggregate(
            (IEnumerable<IReadOnlyList<string>>)
                [
                    [],
                ],
            (sofar, property) => sofar.SelectMany(_ => property.Values, (head, value) => (IReadOnlyList<string>)[.. head, value])
        );

    private string? WeightUnit(ShopProduct product)
    {
        if (product.Weight is null && product.Variants.All(variant => variant.Weight is null))
        {
            return null;
        }

        if ((product.WeightUnit ?? rules.Products.WeightUnit) is { } unit)
        {
            return unit;
        }

        findings.Ask(
            "products.weight_unit",
            "The source does not say the unit of weights. Which one is it, such as kg, lb or oz?",
            product.Key
        );
        return null;
    }

    private string? Description(ShopProduct product)
    {
        if (product.Files.Count == 0)
        {
            return product.Description;
        }

        foreach (var file in product.Files)
        {
            findings.Lose(
                Kind,
                product.Key,
                "files",
                $"The API of ClickFunnels cannot receive files. Upload {file.Address} in ClickFunnels by hand."
            );
        }

        if (rules.Products.Downloads == DownloadRule.Report)
        {
            return product.Description;
        }

        var text = new StringBuilder(product.Description);
        foreach (var file in product.Files.Where(file => IsAddress(file.Address)))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<p><a href=\"{WebUtility.HtmlEncode(file.Address)}\">{WebUtility.HtmlEncode(file.Title ?? "Download")}</a></p>"
            );
        }

        return text.ToString();
    }

    private IEnumerable<string> Addresses(ShopProduct product, IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Distinct(StringComparer.Ordinal))
        {
            if (IsAddress(address))
            {
                yield return address;
            }
            else
            {
                findings.Lose(Kind, product.Key, "images", "An image has no public http(s) address. Upload it in ClickFunnels by hand.");
            }
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private void NoteLosses(ShopProduct product)
    {
        if (product.Quantity is not null || product.Variants.Any(variant => variant.Quantity is not null))
        {
            findings.Lose(
                Kind,
                product.Key,
                "quantity",
                "ClickFunnels has no field for the number in stock. Set it in ClickFunnels by hand."
            );
        }

        foreach (var (name, _) in product.Other)
        {
            findings.Lose(Kind, product.Key, name, "ClickFunnels has no field for it.");
        }
    }

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
