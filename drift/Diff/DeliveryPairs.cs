using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>A request that the service sends: a webhook, or a callback of an operation.</summary>
/// <param name="Name">The name of the webhook or callback.</param>
/// <param name="Address">The expression of the address of a callback; empty for a webhook.</param>
/// <param name="Operation">The request.</param>
internal sealed record Delivery(string Name, string Address, ApiOperation Operation)
{
    public static Delivery OfWebhook(ApiOperation operation) => new(operation.Path, "", operation);

    public static Delivery OfCallback(ApiCallback callback) => new(callback.Name, callback.Address, callback.Operation);
}

/// <summary>A request of the service that is in both documents.</summary>
internal sealed record DeliveryPair(Delivery Old, Delivery New)
{
    /// <summary>The requests as operations.</summary>
    public OperationPair Operations { get; } = new(Old.Operation, New.Operation);
}

/// <summary>Pairs the requests that the service sends: by name, address and method, then those where only one of these changed.</summary>
internal sealed class DeliveryPairs
{
    public DeliveryPairs(IReadOnlyList<Delivery> before, IReadOnlyList<Delivery> after)
    {
        var pairs = new List<DeliveryPair>();
        var (removed, added) = (before.ToList(), after.ToList());
        Take(delivery => (delivery.Name, delivery.Address, delivery.Operation.Method));
        Take(delivery => (delivery.Name, delivery.Address, ""));
        Take(delivery => (delivery.Name, "", delivery.Operation.Method));
        Take(delivery => (delivery.Name, "", ""));
        Pairs = pairs;
        Removed = removed;
        Added = added;

        void Take(Func<Delivery, (string, string, string)> key)
        {
            var candidates = added.ToLookup(key);
            foreach (var group in removed.ToLookup(key))
            {
                if (group.ToList() is [var old] && candidates[group.Key].ToList() is [var now])
                {
                    pairs.Add(new DeliveryPair(old, now));
                    removed.Remove(old);
                    added.Remove(now);
                }
            }
        }
    }

    public IReadOnlyList<DeliveryPair> Pairs { get; }

    public IReadOnlyList<Delivery> Removed { get; }

    public IReadOnlyList<Delivery> Added { get; }
}
