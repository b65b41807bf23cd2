namespace ClickFunnels.Sync.Orleans;

/// <summary>Hands out the requests that a token allows, to all silos. <see cref="TokenLimits" /> calls it.</summary>
public interface ITokenLimitGrain : IGrainWithStringKey
{
    /// <summary>Takes permits for the next requests.</summary>
    /// <param name="wanted">Number of permits; fewer may be returned.</param>
    /// <param name="requestsPerSecond">The limit of the token.</param>
    ValueTask<TokenPermits> TakeAsync(int wanted, double requestsPerSecond);

    /// <summary>Pauses all requests of the token, because the service refused one of them.</summary>
    /// <param name="pause">Duration of the pause.</param>
    ValueTask PauseAsync(TimeSpan pause);
}

/// <summary>Permits for evenly spaced requests.</summary>
/// <param name="Count">Number of permits; 0 to ask again after <paramref name="Wait" />.</param>
/// <param name="Wait">Time from the receipt of the permits until the first request.</param>
/// <param name="Interval">Time between two requests.</param>
[GenerateSerializer]
[Immutable]
public readonly record struct TokenPermits(
    [property: Id(0)] int Count,
    [property: Id(1)] TimeSpan Wait,
    [property: Id(2)] TimeSpan Interval
);
