using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Events;

/// <summary>The way in which a platform records events and delivers them to the endpoints that listen.</summary>
internal abstract class WebhookStyle
{
    /// <summary>The event types that endpoints can listen to.</summary>
    public abstract IReadOnlyDictionary<string, EventRule> ByType { get; }

    /// <summary>The rules by the resource whose changes they look at.</summary>
    public abstract ILookup<string, EventRule> BySource { get; }

    /// <summary>Resource of the endpoints.</summary>
    public abstract string EndpointResource { get; }

    /// <summary>Resource of the recorded events.</summary>
    public abstract string EventResource { get; }

    /// <summary>Waits between the attempts of a delivery that is not accepted.</summary>
    public abstract IReadOnlyList<TimeSpan> Waits { get; }

    /// <summary>Endpoints of the tenant that want an event, oldest first.</summary>
    /// <param name="store">The store; the caller holds its gate.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="type">Type of the event.</param>
    /// <param name="about">The record that the event is about, or the recorded event.</param>
    public abstract IReadOnlyList<long> Listening(RecordStore store, long tenant, string type, Record about);

    /// <summary>
    /// The fields of a recorded event: at least <c>uuid</c>, <c>event_type_id</c>, and what <see cref="Body"/> needs.
    /// </summary>
    public abstract JsonObject Describe(EventRule rule, Record subject, JsonObject data, RecordStore store, DateTimeOffset time);

    /// <summary>The body of a delivery: the same bytes for every endpoint and attempt.</summary>
    public abstract byte[] Body(Record recorded);

    /// <summary>The request that delivers an event.</summary>
    /// <param name="endpoint">The receiver.</param>
    /// <param name="type">Type of the event.</param>
    /// <param name="body">The body.</param>
    /// <param name="signedAt">Time of the signature.</param>
    public abstract HttpRequestMessage Request(DeliveryAddress endpoint, string type, byte[] body, DateTimeOffset signedAt);

    /// <summary>The address of an endpoint; null if it has none. The caller holds the store's gate.</summary>
    public abstract string? AddressOf(Record endpoint);

    /// <summary>The secret of an endpoint; null if there is none. The caller holds the store's gate.</summary>
    public abstract string? SecretOf(RecordStore store, Record endpoint);

    /// <summary>The host that deliveries name as their source; null if they name none. The caller holds the store's gate.</summary>
    public virtual string? SourceOf(RecordStore store, Record endpoint) => null;

    /// <summary>True if a status means that the event was accepted.</summary>
    public abstract bool Accepts(int status);
}

/// <summary>The target of a delivery.</summary>
/// <param name="Url">Address of the receiver.</param>
/// <param name="Secret">Key of the signature.</param>
/// <param name="Source">Host that the delivery names as its source; null for none.</param>
internal sealed record DeliveryAddress(Uri Url, string Secret, string? Source);
