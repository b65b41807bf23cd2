namespace ClickFunnels.Workflows;

/// <summary>What <c>POST /workspaces/{workspace_id}/fulfillments/locations</c> demands.</summary>
internal static class LocationRules
{
    private const string Path = nameof(ProductPlan.Location);

    public static void Check(FulfillmentLocationPlan location, ProblemList problems)
    {
        problems.Name($"{Path}.{nameof(location.Name)}", location.Name, "Give the name of the location that shall be found or created.");
        if (location.MustExist)
        {
            return;
        }

        const string Mend = "It is needed to create the location; or set MustExist if it is there already.";
        problems.Name($"{Path}.{nameof(location.AddressName)}", location.AddressName, Mend);
        if (string.IsNullOrWhiteSpace(location.EmailAddress))
        {
            problems.Add($"{Path}.{nameof(location.EmailAddress)}", "is missing. " + Mend);
        }
        else
        {
            problems.EmailAddress($"{Path}.{nameof(location.EmailAddress)}", location.EmailAddress);
        }

        if (!location.HasAddress && location.ExternalApp != true)
        {
            problems.Add($"{Path}.{nameof(location.AddressOne)}", "is missing, as is the rest of the address. Only a location of an external application (ExternalApp) does without.");
        }

        problems.Country($"{Path}.{nameof(location.Country)}", location.Country);
    }
}
