using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>Finds all problems of a plan before the first request.</summary>
internal static class PlanValidator
{
    private const int SeoTitleLength = 60;
    private const int SeoDescriptionLength = 160;

    /// <summary>Our own limit, so that a plan and its journal stay small.</summary>
    public const int MaximumSteps = 1000;

    public static IReadOnlyList<ProductPlanProblem> Validate(ProductPlan plan)
    {
        var problems = new ProblemList();
        Product(plan, problems);
        if (plan.Location is { } location)
        {
            Location(location, problems);
        }

        var variants = VariantRules.Check(plan, problems);
        if (plan.Order is { } order)
        {
            OrderRules.Check(plan, order, variants, problems);
        }

        return problems.Problems;
    }

    private static void Product(ProductPlan plan, ProblemList problems)
    {
        problems.Name(nameof(plan.Name), plan.Name, "Give the product a name.");
        problems.MaximumLength(nameof(plan.SeoTitle), plan.SeoTitle, SeoTitleLength);
        problems.MaximumLength(nameof(plan.SeoDescription), plan.SeoDescription, SeoDescriptionLength);
        problems.Id(nameof(plan.SeoImageId), plan.SeoImageId);
        problems.Id(nameof(plan.RedirectFunnelId), plan.RedirectFunnelId);
        problems.Ids(nameof(plan.ImageIds), plan.ImageIds);
        problems.Ids(nameof(plan.TagIds), plan.TagIds);
        problems.OptionalName(nameof(plan.CurrentPath), plan.CurrentPath);
    }

    /// <summary>Rules for <c>POST /workspaces/{workspace_id}/fulfillments/locations</c>.</summary>
    private static void Location(FulfillmentLocationPlan location, ProblemList problems)
    {
        const string Path = nameof(ProductPlan.Location);
        problems.Name($"{Path}.{nameof(location.Name)}", location.Name, "Set the name of the location to find or create.");
        if (location.MustExist)
        {
            return;
        }

        const string Fix = "It is required to create the location. If the location exists, set MustExist.";
        problems.Name($"{Path}.{nameof(location.AddressName)}", location.AddressName, Fix);
        if (string.IsNullOrWhiteSpace(location.EmailAddress))
        {
            problems.Add($"{Path}.{nameof(location.EmailAddress)}", "is missing. " + Fix);
        }
        else
        {
            problems.EmailAddress($"{Path}.{nameof(location.EmailAddress)}", location.EmailAddress);
        }

        if (!location.HasAddress && location.ExternalApp != true)
        {
            problems.Add(
                $"{Path}.{nameof(location.AddressOne)}",
                "is missing, as is the rest of the address. Only a location of an external application (ExternalApp) needs no address."
            );
        }

        problems.Country($"{Path}.{nameof(location.Country)}", location.Country);
    }
}
