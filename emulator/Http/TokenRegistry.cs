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

    public bool Sees(Store.Record record) =>
        record.WorkspaceId is { } workspace ? WorkspaceIds.Contains(workspace) : TeamIds.Contains(record.TeamId);
}

/// <summary>Stores tokens as digests only.</summary>
internal sealed class TokenRegistry
{
    private readonly Lock _gate = new();
    private readonly List<(byte[] Digest, Caller Caller, string? ClientId)> _callers = [];

    /// <summary>Adds a token, with its application if it was granted to one.</summary>
    public void Add(string token, Caller caller, string? clientId = null)
    {
        lock (_gate)
        {
            _callers.Add((Digest(token), caller, clientId));
        }
    }

    /// <summary>Revokes a token of the application; tokens of others stay valid.</summary>
    public void Revoke(string token, string clientId)
    {
        var digest = Digest(token);
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

        var digest = Digest(token);
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

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
