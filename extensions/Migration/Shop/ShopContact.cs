namespace ClickFunnels.Migration;

/// <summary>A person known to the shop. It is a line of <c>contacts.jsonl</c>. It is personal data: its text shows only the key.</summary>
public sealed record ShopContact
{
    /// <summary>Identifies the contact in its shop, such as its id.</summary>
    public required string Key { get; init; }

    /// <summary>Email address. ClickFunnels identifies contacts by it.</summary>
    public string? Email { get; init; }

    /// <summary>Whole name, for a source that does not divide it.</summary>
    public string? Name { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Names of tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Further fields by name, such as the address. They become custom attributes.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>False if the contact must not receive marketing email; null if the source does not say.</summary>
    public bool? Subscribed { get; init; }

    /// <summary>The time when the contact agreed to marketing email; null if the source does not say.</summary>
    public DateTimeOffset? ConsentedAt { get; init; }

    /// <summary>The place or form where the contact agreed; null if the source does not say.</summary>
    public string? ConsentSource { get; init; }

    /// <summary>Returns the key.</summary>
    public override string ToString() => $"contact {Key}";
}
