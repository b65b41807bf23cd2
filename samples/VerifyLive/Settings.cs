namespace VerifyLive;

/// <summary>Everything that a run needs. Secrets come from the environment only.</summary>
internal sealed record Settings
{
    /// <summary>Numeric or public id of the workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>First part of the host name of the workspace.</summary>
    public required string Subdomain { get; init; }

    /// <summary>Access token.</summary>
    public required string Token { get; init; }

    /// <summary>Id of an OAuth application; null if there is none.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>Secret of the OAuth application.</summary>
    public string? ApplicationSecret { get; init; }

    /// <summary>Address of an emulator; null for the live service.</summary>
    public Uri? Url { get; init; }

    /// <summary>Id of a saved contact filter; null for the first of the workspace.</summary>
    public string? Filter { get; init; }

    /// <summary>Id of a saved order filter; null for the first of the workspace.</summary>
    public string? OrderFilter { get; init; }

    /// <summary>Id of a subscription whose date may be moved and moved back.</summary>
    public string? Order { get; init; }

    /// <summary>True to send the checks that write, too.</summary>
    public bool Write { get; init; }

    /// <summary>True for the checks that leave something that the API cannot remove.</summary>
    public bool AllowLeftovers { get; init; }

    /// <summary>True to name fields that the contract does not have.</summary>
    public bool ShowNewNames { get; init; }

    /// <summary>Time between two requests.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time between two looks at something that takes its time.</summary>
    public TimeSpan PollDelay { get; init; } = TimeSpan.FromSeconds(3);

    // The record would show the secrets.
    public override string ToString() => nameof(Settings);
}
