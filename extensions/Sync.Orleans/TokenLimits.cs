using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Sync.Orleans;

/// <summary>
/// Keeps the limit of each token in the whole cluster, for several workspaces that share a token. Silos take permits in batches of about
/// a second, not one for each request. Thread-safe.
/// </summary>
/// <remarks>
/// A workspace with a token of its own needs no limit of the cluster: its grain is the only one that uses the token, and its client
/// keeps <see cref="ClickFunnels.Core.ApiClientOptions.MaxRequestsPerSecond" />. While a cluster is split, each part of it has
/// its own limit.
/// </remarks>
public sealed class TokenLimits : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(string Token, double Rate), TokenLimiter> _limiters = new();
    private readonly CancellationTokenSource _disposal = new();
    private readonly Lazy<HttpMessageHandler> _handler = new(PrimaryHandler.Create);

    /// <summary>Creates the limits of a silo.</summary>
    /// <param name="grains">Finds the grains.</param>
    /// <param name="timeProvider">The clock; null for that of the system.</param>
    public TokenLimits(IGrainFactory grains, TimeProvider? timeProvider = null)
    {
        _grains = grains ?? throw new ArgumentNullException(nameof(grains));
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Sends the requests of a client within the limit of its token. If the client also goes through a <see cref="FairGate" />, attach
    /// it to the gate first, so that requests wait for their permit outside of the gate.
    /// </summary>
    /// <param name="options">The options of the client. They are changed.</param>
    /// <param name="workspace">Id of the workspace. Workspaces with the same token take turns.</param>
    /// <param name="token">
    /// The token, or any text that is the same for all workspaces that share it. Only a hash of it leaves the method.
    /// </param>
    /// <param name="requestsPerSecond">The limit of the token, 0.001 to 100,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    public void Attach(ClickFunnelsClientOptions options, long workspace, string token, double requestsPerSecond)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(token);
        if (!(requestsPerSecond is >= 0.001 and <= 100_000))
        {
            throw new ArgumentOutOfRangeException(nameof(requestsPerSecond), requestsPerSecond, "The limit must be from 0.001 to 100000.");
        }

        var limiter = GetLimiter(token, requestsPerSecond);
        options.HttpHandler = new TokenLimitHandler(limiter, workspace, options.HttpHandler ?? _handler.Value);
        var longest = TimeSpan.FromDays(1);
        options.AttemptTimeout = TimeSpan.FromTicks(Math.Min(longest.Ticks, (options.AttemptTimeout + LongestWait).Ticks));
        options.Timeout = TimeSpan.FromTicks(Math.Min(longest.Ticks, (options.Timeout + LongestWait).Ticks));
    }

    /// <summary>Ends all waits.</summary>
    public void Dispose()
    {
        _disposal.Cancel();
        if (_handler.IsValueCreated)
        {
            _handler.Value.Dispose();
        }
    }

    internal TokenLimiter GetLimiter(string token, double requestsPerSecond)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 16));
        return _limiters.GetOrAdd(
            (name, requestsPerSecond),
            key => new TokenLimiter(_grains.GetGrain<ITokenLimitGrain>(key.Token), key.Rate, _clock, _disposal.Token)
        );
    }
}
