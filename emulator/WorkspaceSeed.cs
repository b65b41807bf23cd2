namespace ClickFunnels.Emulator;

/// <summary>A workspace to start with.</summary>
/// <param name="subdomain">Its subdomain, unique in the emulator.</param>
public sealed class WorkspaceSeed(string subdomain)
{
    internal const int MaxContacts = 1_000_000;

    /// <summary>Its subdomain.</summary>
    public string Subdomain { get; } = subdomain;

    /// <summary>Name of its team; a team is made for every name that does not exist yet.</summary>
    public string Team { get; set; } = "My Team";

    /// <summary>Number of made-up contacts, 0 to 1000000.</summary>
    public int Contacts { get; set; }

    /// <summary>True if there is also a default contact, which cannot be deleted.</summary>
    public bool DefaultContact { get; set; }

    /// <summary>
    /// True if the first contact has subscriptions that Stripe and Payments AI process, with a product, invoices, charges and restocks:
    /// the API cannot create them.
    /// </summary>
    public bool ProcessorOrders { get; set; }

    /// <summary>Its settings.</summary>
    public WorkspaceSettings Settings { get; internal init; } = new();
}

/// <summary>A token to start with.</summary>
/// <param name="subdomains">Subdomains of the workspaces that it reaches; at least one.</param>
public sealed class TokenSeed(params IReadOnlyList<string> subdomains)
{
    /// <summary>The token; generated when null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Subdomains of the workspaces that it reaches.</summary>
    public IReadOnlyList<string> Subdomains { get; } = subdomains;
}
