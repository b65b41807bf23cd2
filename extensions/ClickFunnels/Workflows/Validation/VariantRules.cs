using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Rules for properties, combinations and <c>POST /products/{product_id}/variants</c>.</summary>
internal static class VariantRules
{
    /// <summary>Returns the variants; null if the plan has too many problems to determine them.</summary>
    public static IReadOnlyList<PlannedVariant>? Check(ProductPlan plan, ProblemList problems)
    {
        var propertiesAreSound = Properties(plan, problems);
        Settings(nameof(plan.AllVariants), plan.AllVariants, problems);
        PriceRules.Check(nameof(plan.Prices), plan.Prices, problems);
        var overridesAreSound = Overrides(plan, propertiesAreSound, problems);
        if (!propertiesAreSound || !overridesAreSound)
        {
            return null;
        }

        if (Combination.Count(plan.Properties) > PlanValidator.MaximumSteps)
        {
            problems.Add(nameof(plan.Properties), $"make more than {PlanValidator.MaximumSteps} combinations. Use fewer values.");
            return null;
        }

        var variants = PlannedVariant.All(plan);
        Prices(plan, variants, problems);
        return variants;
    }

    private static bool Properties(ProductPlan plan, ProblemList problems)
    {
        var isSound = true;
        var names = new HashSet<string?>(PropertyText.Comparer);
        for (var index = 0; index < plan.Properties.Count; index++)
        {
            var at = $"{nameof(plan.Properties)}[{index}]";
            if (plan.Properties[index] is not { } property)
            {
                problems.Add(at, "is null. Remove it.");
                isSound = false;
                continue;
            }

            if (!problems.Name($"{at}.{nameof(property.Name)}", property.Name, "Give the property a name, such as Size."))
            {
                isSound = false;
            }
            else
            {
                at = $"{nameof(plan.Properties)}[{property.Name}]";
                if (!names.Add(property.Name!))
                {
                    problems.Add(
                        $"{at}.{nameof(property.Name)}",
                        "is the name of another property as well. Put the values under one name."
                    );
                    isSound = false;
                }
            }

            isSound &= Values(at, property, problems);
        }

        return isSound;
    }

    private static bool Values(string at, ProductPropertyPlan property, ProblemList problems)
    {
        var isSound = property.Values.Count > 0;
        if (!isSound)
        {
            problems.Add($"{at}.{nameof(property.Values)}", "is empty. Give the property at least one value, or remove it.");
        }

        var seen = new HashSet<string?>(PropertyText.Comparer);
        for (var index = 0; index < property.Values.Count; index++)
        {
            var path = $"{at}.{nameof(property.Values)}[{index}]";
            if (!problems.Name(path, property.Values[index], "Give the value a text."))
            {
                isSound = false;
            }
            else if (!seen.Add(property.Values[index]))
            {
                problems.Add(path, $"'{property.Values[index]}' appears twice; case and white space are ignored. Remove one.");
                isSound = false;
            }
        }

        return isSound;
    }

    private static bool Overrides(ProductPlan plan, bool propertiesAreSound, ProblemList problems)
    {
        var isSound = true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < plan.Variants.Count; index++)
        {
            if (plan.Variants[index] is not { } variant)
            {
                problems.Add($"{nameof(plan.Variants)}[{index}]", "is null. Remove it.");
                isSound = false;
                continue;
            }

            var number = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var at = $"{nameof(plan.Variants)}[{(variant.Values.Count == 0 ? number : Combination.Text(variant.Values))}]";
            Settings(at, variant, problems);
            PriceRules.Check($"{at}.{nameof(variant.Prices)}", variant.Prices, problems);
            if (!propertiesAreSound)
            {
                continue;
            }

            if (!CheckValues($"{at}.{nameof(variant.Values)}", plan, variant.Values, problems))
            {
                isSound = false;
            }
            else if (!seen.Add(Combination.Key(plan.Properties, variant.Values)))
            {
                problems.Add(at, "describes the same combination as another entry. Merge them.");
                isSound = false;
            }
        }

        return isSound;
    }

    /// <summary>Checks that values name exactly one combination of the plan.</summary>
    public static bool CheckValues(string path, ProductPlan plan, IDictionary<string, string> values, ProblemList problems)
    {
        var isSound = true;
        foreach (var property in plan.Properties.Where(property => !values.ContainsKey(property.Name!)))
        {
            problems.Add($"{path}[{property.Name}]", $"is missing. Set it to one of the values: {string.Join(", ", property.Values)}.");
            isSound = false;
        }

        foreach (var value in values)
        {
            var property = plan.Properties.FirstOrDefault(candidate => candidate.Name == value.Key);
            if (property is null)
            {
                problems.Add(
                    $"{path}[{value.Key}]",
                    plan.Properties.Count == 0
                        ? "names a property, but the plan has none. Remove it."
                        : "is not a property of the plan. Its properties are "
                            + $"{string.Join(", ", plan.Properties.Select(static known => known.Name))}."
                );
                isSound = false;
            }
            else if (!property.Values.Contains(value.Value))
            {
                problems.Add(
                    $"{path}[{value.Key}]",
                    $"'{value.Value}' is not a value of the property. Its values are {string.Join(", ", property.Values)}."
                );
                isSound = false;
            }
        }

        return isSound;
    }

    private static void Settings(string at, VariantSettings settings, ProblemList problems)
    {
        problems.NotNegative($"{at}.{nameof(settings.Weight)}", settings.Weight);
        problems.NotNegative($"{at}.{nameof(settings.Height)}", settings.Height);
        problems.NotNegative($"{at}.{nameof(settings.Width)}", settings.Width);
        problems.NotNegative($"{at}.{nameof(settings.Length)}", settings.Length);
        problems.OptionalName($"{at}.{nameof(settings.WeightUnit)}", settings.WeightUnit);
        problems.OptionalName($"{at}.{nameof(settings.DimensionsUnit)}", settings.DimensionsUnit);
        problems.OptionalName($"{at}.{nameof(settings.Sku)}", settings.Sku);
        problems.Id($"{at}.{nameof(settings.TaxCategoryId)}", settings.TaxCategoryId);
        problems.Id($"{at}.{nameof(settings.CountryOfManufactureId)}", settings.CountryOfManufactureId);
        problems.Ids($"{at}.{nameof(settings.ImageIds)}", settings.ImageIds);
        if (settings.ProductType is { } type && type != ProductType.Physical && type != ProductType.Digital)
        {
            problems.Add($"{at}.{nameof(settings.ProductType)}", $"'{type}' is unknown. Use ProductType.Physical or ProductType.Digital.");
        }
    }

    private static void Prices(ProductPlan plan, IReadOnlyList<PlannedVariant> variants, ProblemList problems)
    {
        if (variants.Count == 0)
        {
            problems.Add(nameof(plan.Variants), "leave out every combination. Keep at least one, or remove the properties.");
        }

        var without = variants.Where(static variant => variant.Prices.Count == 0).ToList();
        if (without.Count > 0)
        {
            problems.Add(
                nameof(plan.Prices),
                without.Count == variants.Count
                    ? "is empty. A product is on sale when each variant has a price, such as PricePlan.OneTime(29.00m, \"USD\")."
                    : $"is empty, and {without.Count} variants have no prices of their own, the first of them "
                        + $"{without[0].Step}. Set prices here or for each of them."
            );
        }

        if (variants.Sum(static variant => 1L + variant.Prices.Count) > PlanValidator.MaximumSteps)
        {
            problems.Add(
                nameof(plan.Prices),
                $"make, with the variants, more than {PlanValidator.MaximumSteps} steps. Use fewer prices or values."
            );
        }
    }
}
