namespace ClickFunnels.Cli.Webhooks;

/// <summary>The arguments of <c>webhooks listen</c>.</summary>
internal sealed record ListenSettings
{
    /// <summary>The receiver to forward to; null for none.</summary>
    public Uri? ForwardTo { get; init; }

    public bool ForwardsUnverified { get; init; }

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The address at which the service reaches the listener; null for none.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The event types.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>True if the user chose the types, so that others are left out.</summary>
    public bool HasTypes { get; init; }

    /// <summary>The folder to save deliveries to; null for none.</summary>
    public string? Folder { get; init; }

    /// <summary>The number of deliveries to end after; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>The secret that the user passed; null for none.</summary>
    public string? Secret { get; init; }
}
