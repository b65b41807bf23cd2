namespace ClickFunnels.Cli.Accounts.Profiles;

/// <summary>The secret of a profile, and what is needed to revoke it.</summary>
internal sealed record Credential
{
    /// <summary>The access token, API key or access key.</summary>
    public required string Token { get; init; }

    /// <summary>OAuth: the id of the application; null for a token that the user entered.</summary>
    public string? ClientId { get; init; }

    /// <summary>OAuth: the secret of the application; null for a public client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>OAuth: the address of the authorization server; null for the usual one.</summary>
    public Uri? AuthorizationServer { get; init; }

    /// <summary>Returns the name of the type; never a secret.</summary>
    public override string ToString() => nameof(Credential);
}
