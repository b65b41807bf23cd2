namespace ClickFunnels.Workflows;

/// <summary>Rules for <c>POST /workspaces/{workspace_id}/fulfillments/locations</c>.</summary>
internal static class LocationRules
{
    private const string Path = nameof(ProductPlan.Location);

    public static void Check(FulfillmentLocationPlan location, ProblemList problems)
    {
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
