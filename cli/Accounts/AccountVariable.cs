namespace ClickFunnels.Cli.Accounts;

/// <summary>A variable of the environment that describes an account. The documentation lists <see cref="All"/>.</summary>
/// <param name="Platform">The service that it is for.</param>
/// <param name="Part">The part of the account that it sets.</param>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">Its meaning, as a sentence.</param>
internal sealed record AccountVariable(ServicePlatform Platform, AccountPart Part, string Name, string Meaning)
{
    /// <summary>All variables of accounts.</summary>
    public static IReadOnlyList<AccountVariable> All { get; } =
    [
        new(ServicePlatform.ClickFunnels, AccountPart.Token, "CLICKFUNNELS_API_KEY", "The access token of the team. Secret."),
        new(
            ServicePlatform.ClickFunnels,
            AccountPart.BaseAddress,
            "CLICKFUNNELS_BASE_URL",
            "An address that replaces the hosts of the service, such as that of an emulator. Only with CLICKFUNNELS_API_KEY."
        ),
        new(ServicePlatform.ClickFunnels, AccountPart.Scope, "CLICKFUNNELS_WORKSPACE", "The workspace: its id, public id or subdomain."),
        new(
            ServicePlatform.ClickFunnels,
            AccountPart.Subdomain,
            "CLICKFUNNELS_SUBDOMAIN",
            "The subdomain of the workspace, which saves a request that looks it up. Only with CLICKFUNNELS_API_KEY."
        ),
        new(ServicePlatform.ClickFunnels, AccountPart.Profile, "CLICKFUNNELS_PROFILE", "The profile that is used without --profile."),
        new(ServicePlatform.Simvoly, AccountPart.Token, "SIMVOLY_API_KEY", "The API key of the website. Secret."),
        new(
            ServicePlatform.Simvoly,
            AccountPart.BaseAddress,
            "SIMVOLY_BASE_URL",
            "An address that replaces the website. Only with SIMVOLY_API_KEY."
        ),
        new(ServicePlatform.Simvoly, AccountPart.Site, "SIMVOLY_SITE", "The host of the website. Only with SIMVOLY_API_KEY."),
        new(ServicePlatform.Simvoly, AccountPart.Profile, "SIMVOLY_PROFILE", "The profile that is used without --profile."),
        new(ServicePlatform.ElasticFunnels, AccountPart.Token, "ELASTICFUNNELS_ACCESS_KEY", "The API key of the brand. Secret."),
        new(
            ServicePlatform.ElasticFunnels,
            AccountPart.BaseAddress,
            "ELASTICFUNNELS_BASE_URL",
            "An address that replaces the host of the service. Only with ELASTICFUNNELS_ACCESS_KEY."
        ),
        new(ServicePlatform.ElasticFunnels, AccountPart.Scope, "ELASTICFUNNELS_BRAND", "The id of the brand."),
        new(ServicePlatform.ElasticFunnels, AccountPart.Profile, "ELASTICFUNNELS_PROFILE", "The profile that is used without --profile."),
    ];

    /// <summary>Finds the variable of a part; null if the service has none.</summary>
    public static AccountVariable? Find(ServicePlatform platform, AccountPart part) =>
        All.FirstOrDefault(variable => variable.Platform == platform && variable.Part == part);

    /// <summary>Returns the name of the variable with the token of a service.</summary>
    public static string TokenOf(ServicePlatform platform) => Find(platform, AccountPart.Token)!.Name;
}

/// <summary>A part of an account that a variable sets.</summary>
internal enum AccountPart
{
    Token,
    BaseAddress,
    Scope,
    Subdomain,
    Site,
    Profile,
}
