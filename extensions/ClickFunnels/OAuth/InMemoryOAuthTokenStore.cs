using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.OAuth;

/// <summary>Keeps tokens in memory, until the process ends. For tests and trials.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class InMemoryOAuthTokenStore : IOAuthTokenStore
{
    private readonly ConcurrentDictionary<long, OAuthToken> _tokens = new();

    /// <inheritdoc />
    public ValueTask<OAuthToken?> FindAsync(long workspaceId, CancellationToken cancellationToken = default) =>
        new(_tokens.TryGetValue(workspaceId, out var token) ? token : null);

    /// <inheritdoc />
    public ValueTask SaveAsync(long workspaceId, OAuthToken token, CancellationToken cancellationToken = default)
    {
        _tokens[workspaceId] = token ?? throw new ArgumentNullException(nameof(token));
        return default;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<long> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var workspaceId in _tokens.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return workspaceId;
        }
    }

    /// <inheritdoc />
    public ValueTask RemoveAsync(long workspaceId, CancellationToken cancellationToken = default)
    {
        _tokens.TryRemove(workspaceId, out _);
        return default;
    }
}
