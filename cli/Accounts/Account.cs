namespace ClickFunnels.Cli.Accounts;

/// <summary>An account that calls can be made with.</summary>
internal sealed record Account
{
    public required ServicePlatform Platform { get; init; }

    /// <summary>The access token, API key or access key; null if <see cref="TokenProvider"/> returns it.</summary>
    public string? Token { get; init; }

    /// <summary>Returns a token that is renewed by itself; null if it does not change.</summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; init; }

    /// <summary>An address that replaces the hosts of the service, such as that of an emulator.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>ClickFunnels: the id of the workspace; ElasticFunnels: the id of the brand; null for none.</summary>
    public string? Scope { get; init; }

    /// <summary>ClickFunnels: the subdomain of the workspace, if it is known.</summary>
    public string? Subdomain { get; init; }

    /// <summary>Simvoly: the host of the website.</summary>
    public string? Site { get; init; }

    /// <summary>The source of the account, as messages name it: <c>profile acme</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Returns where the account comes from; never the token.</summary>
    public override string ToString() => $"{Platform} account of {Source}";
}
