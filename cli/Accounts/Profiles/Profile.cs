namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>The settings of an account that the user gave a name. They hold no secret.</summary>
internal sealed record Profile
{
    public ServicePlatform Platform { get; init; }

    /// <summary>An address that replaces the hosts of the service; null for those.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>ClickFunnels: the id of the default workspace; ElasticFunnels: the id of the brand; null for none.</summary>
    public string? Scope { get; init; }

    /// <summary>Simvoly: the host of the website.</summary>
    public string? Site { get; init; }

    /// <summary>The place of the token.</summary>
    public CredentialPlace Credentials { get; init; }

    /// <summary>ClickFunnels: the workspaces that the token can access, as they were last listed.</summary>
    public IReadOnlyList<KnownWorkspace> Workspaces { get; set; } = [];

    /// <summary>The subdomain of the default workspace; null if it is not known.</summary>
    public string? Subdomain => Scope is null ? null : Workspaces.FirstOrDefault(workspace => workspace.IsNamed(Scope))?.Subdomain;
}

/// <summary>The place where a token is kept.</summary>
internal enum CredentialPlace
{
    /// <summary>The token was removed (logout).</summary>
    None,

    /// <summary>A file that only the user can read.</summary>
    File,

    /// <summary>The keyring of the system.</summary>
    Keyring,
}
