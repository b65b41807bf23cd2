using System;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The contacts that a broadcast is sent to. It is an argument of a new broadcast, because a broadcast without a filter goes to all
/// contacts of the workspace (documented).
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class BroadcastAudience
{
    private BroadcastAudience(long? filterId) => FilterId = filterId;

    /// <summary>All contacts of the workspace: no filter is sent.</summary>
    public static BroadcastAudience AllContacts { get; } = new(null);

    internal long? FilterId { get; }

    /// <summary>The contacts that a saved filter finds. Field on the wire: <c>filter_id</c>.</summary>
    /// <param name="filterId">Numeric id of the filter; a broadcast takes no public id (documented).</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not positive.</exception>
    public static BroadcastAudience Filter(long filterId) =>
        filterId > 0
            ? new BroadcastAudience(filterId)
            : throw new ArgumentOutOfRangeException(
                nameof(filterId),
                filterId,
                "The numeric id of a filter is 1 or more. A filter that was generated without being saved has none."
            );

    /// <summary>Returns the kind of the audience.</summary>
    public override string ToString() => FilterId is null ? "all contacts" : "the contacts of a filter";
}
