namespace ClickFunnels.Emulator;

/// <summary>Options of an emulator.</summary>
public sealed class ClickFunnelsEmulatorOptions : ApiEmulatorOptions
{
    /// <summary>Creates options with the defaults.</summary>
    public ClickFunnelsEmulatorOptions()
        : base("clickfunnels") { }

    /// <summary>Token of the first team; generated when null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Number of made-up contacts in the first workspace, 0 to 1000000.</summary>
    public int Contacts { get; set; }

    /// <summary>True if the first workspace also has a default contact, which cannot be deleted.</summary>
    public bool DefaultContact { get; set; }

    /// <summary>
    /// True if the first contact of the first workspace has subscriptions that Stripe and Payments AI process, with a product, invoices,
    /// charges and restocks: the API cannot create them. Needs a contact.
    /// </summary>
    public bool ProcessorOrders { get; set; }

    /// <summary>Subdomain of the first workspace.</summary>
    public string Subdomain { get; set; } = "myworkspace";

    /// <summary>Settings of the first workspace.</summary>
    public WorkspaceSettings Settings { get; } = new();

    /// <summary>Workspaces beyond the first one.</summary>
    public IList<WorkspaceSeed> Workspaces { get; } = [];

    /// <summary>Tokens beyond the first one, which reaches all workspaces of the first team.</summary>
    public IList<TokenSeed> Tokens { get; } = [];

    /// <summary>Applications that can connect accounts with OAuth; when empty there is one, with a generated secret.</summary>
    public IList<OAuthApplication> OAuthApplications { get; } = [];

    /// <summary>
    /// Secret of every webhook endpoint; each has its own, generated, when null. Snapshots hold no secrets: endpoints of a snapshot
    /// need this one.
    /// </summary>
    public string? WebhookSecret { get; set; }

    /// <summary>
    /// Limits of database-heavy reads; <see cref="ClickFunnelsEmulator.FilteredReads"/> changes them while the emulator runs.
    /// </summary>
    public FilteredReadSettings FilteredReads => ReadSettings;

    private protected override string? EndpointSecret => WebhookSecret;

    internal override void Validate()
    {
        base.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(Contacts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Contacts, WorkspaceSeed.MaxContacts);
        Settings.Validate();
        if (WebhookSecret is { Length: 0 })
        {
            throw new ArgumentException("The webhook secret is empty. Set a value, or leave it null.");
        }

        foreach (var application in OAuthApplications)
        {
            application.Validate();
        }

        if (OAuthApplications.Select(application => application.ClientId).Distinct().Count() < OAuthApplications.Count)
        {
            throw new ArgumentException("Two OAuth applications have the same client id.");
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Subdomain);
        ValidateCredential(AccessToken, "access token");
    }
}
