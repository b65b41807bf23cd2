using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Emulator.Http;

/// <summary>The teams and workspaces that a token reaches.</summary>
internal sealed record Caller(IReadOnlySet<long> TeamIds, IReadOnlyList<long> WorkspaceIds)
{
    /// <summary>The caller that reaches some workspaces, websites or brands.</summary>
    public static Caller Of(IEnumerable<Store.Record> tenants)
    {
        var list = tenants.ToList();
        return new Caller(list.Select(tenant => tenant.TeamId).ToHashSet(), [.. list.Select(tenant => tenant.Id)]);
    }

    /// <summary>Epoch of the store that the ids are of.</summary>
    public long Epoch { get; init; }

    public bool Sees(Store.Record record) =>
        record.WorkspaceId is { } workspace ? WorkspaceIds.Contains(workspace) : TeamIds.Contains(record.TeamId);
}

/// <summary>A token of which only the digest is known.</summary>
/// <param name="Digest">Digest of the token.</param>
/// <param name="Caller">What the token reaches.</param>
/// <param name="ClientId">Application that the token was granted to; null if none.</param>
internal sealed record IssuedToken(byte[] Digest, Caller Caller, string? ClientId)
{
    public static IssuedToken Of(string token, Caller caller, string? clientId = null) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(token)), caller, clientId);
}

/// <summary>Stores tokens as digests only.</summary>
internal sealed class TokenRegistry
{
    private readonly Lock _gate = new();
    private readonly List<IssuedToken> _callers = [];
    private long _epoch;

    /// <summary>All tokens as they are now.</summary>
    public IReadOnlyList<IssuedToken> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _callers];
            }
        }
    }

    /// <summary>Adds a token, with its application if it was granted to one.</summary>
    public void Add(string token, Caller caller, string? clientId = null)
    {
        lock (_gate)
        {
            _callers.Add(IssuedToken.Of(token, caller with { Epoch = _epoch }, clientId));
        }
    }

    /// <summary>Replaces all tokens by those of another state of the store. The caller holds the store's gate.</summary>
    public void Replace(IEnumerable<IssuedToken> tokens, long epoch)
    {
        lock (_gate)
        {
            _epoch = epoch;
            _callers.Clear();
            _callers.AddRange(tokens.Select(one => one with { Caller = one.Caller with { Epoch = epoch } }));
        }
    }

    /// <summary>Revokes a token of the application; tokens of others stay valid.</summary>
    public void Revoke(string token, string clientId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        lock (_gate)
        {
            _callers.RemoveAll(one => one.ClientId == clientId && CryptographicOperations.FixedTimeEquals(one.Digest, digest));
        }
    }

    /// <summary>The caller of a token; null if it is null or unknown. Every token is compared in constant time.</summary>
    public Caller? Find(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        Caller? found = null;
        lock (_gate)
        {
            foreach (var (known, caller, _) in _callers)
            {
                if (CryptographicOperations.FixedTimeEquals(known, digest))
                {
                    found = caller;
                }
            }
        }

        return found;
    }
}
