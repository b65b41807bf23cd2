using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>The result of <see cref="ContactExtensions.CreateOrUpdateAsync" />.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ContactUpsertResult
{
    internal ContactUpsertResult(Contact contact, bool isCreated)
    {
        Contact = contact;
        IsCreated = isCreated;
    }

    /// <summary>The contact in the response.</summary>
    public Contact Contact { get; }

    /// <summary>
    /// True when the service created the contact (status 201), false when it updated one (200). When a response was lost and the request
    /// was retried, it tells only what the retry did.
    /// </summary>
    public bool IsCreated { get; }

    /// <summary>Returns the id of the contact and if it was created; never other data.</summary>
    public override string ToString() => $"{Contact} {(IsCreated ? "created" : "updated")}";
}
