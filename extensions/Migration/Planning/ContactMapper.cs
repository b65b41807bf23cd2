using System.Globalization;
using System.Text;

namespace ClickFunnels.Migration;

/// <summary>Maps contacts. Several contacts of one email address become one, because ClickFunnels identifies contacts by it.</summary>
internal sealed class ContactMapper(ContactRules rules, MappingFindings findings)
{
    private const ShopRecordKind Kind = ShopRecordKind.Contact;

    public IReadOnlyList<MappedContact> Map(IReadOnlyList<ShopContact> contacts, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var mapped = new List<MappedContact>(contacts.Count);
        foreach (var contact in contacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Map(contact) is not { } result)
            {
                continue;
            }

            if (places.TryGetValue(result.Email, out var place))
            {
                findings.Lose(
                    Kind,
                    contact.Key,
                    "email",
                    $"The contact {mapped[place].Key} has the same address. Both become one contact, with the tags of both."
                );
                mapped[place] = Merge(mapped[place], result);
            }
            else
            {
                places.Add(result.Email, mapped.Count);
                mapped.Add(result);
            }
        }

        return mapped;
    }

    private MappedContact? Map(ShopContact contact)
    {
        var email = contact.Email?.Trim() ?? "";
        if (!IsEmail(email))
        {
            findings.Reject(
                Kind,
                contact.Key,
                "email",
                email.Length == 0
                    ? "The contact has no email address, and ClickFunnels identifies contacts by it. Add one."
                    : "The email address has no valid form. Correct it."
            );
            return null;
        }

        var (first, last) = Names(contact);
        return new MappedContact(contact.Key, email)
        {
            FirstName = first,
            LastName = last,
            Phone = Text(contact.Phone),
            Tags = rules.Tags
                ? [.. contact.Tags.Select(tag => tag.Trim()).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)]
                : [],
            Attributes = Attributes(contact),
            OptedOut = HasOptedOut(contact),
        };
    }

    private bool HasOptedOut(ShopContact contact)
    {
        if (contact.Subscribed is null && rules.UnknownConsent is null)
        {
            findings.Ask(
                "contacts.unknown_consent",
                "The source does not say if some contacts receive marketing email. Are they unsubscribed, or did all of them agree?",
                contact.Key,
                "opt_out",
                "subscribed"
            );
        }

        return contact.Subscribed == false || (contact.Subscribed is null && rules.UnknownConsent == UnknownConsentRule.OptOut);
    }

    // The first contact wins, but an opt-out of any of them counts.
    private static MappedContact Merge(MappedContact first, MappedContact second) =>
        first with
        {
            FirstName = first.FirstName ?? second.FirstName,
            LastName = first.LastName ?? second.LastName,
            Phone = first.Phone ?? second.Phone,
            Tags = [.. first.Tags.Union(second.Tags, StringComparer.OrdinalIgnoreCase)],
            Attributes = second
                .Attributes.Concat(first.Attributes)
                .GroupBy(attribute => attribute.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal),
            OptedOut = first.OptedOut || second.OptedOut,
        };

    private (string? First, string? Last) Names(ShopContact contact)
    {
        if (Text(contact.FirstName) is not null || Text(contact.LastName) is not null || Text(contact.Name) is not { } name)
        {
            return (Text(contact.FirstName), Text(contact.LastName));
        }

        var space = rules.Names switch
        {
            NameDivision.SplitAtLastSpace => name.LastIndexOf(' '),
            NameDivision.SplitAtFirstSpace => name.IndexOf(' ', StringComparison.Ordinal),
            _ => -1,
        };
        return space < 0 ? (name, null) : (name[..space].TrimEnd(), name[(space + 1)..].TrimStart());
    }

    private Dictionary<string, string> Attributes(ShopContact contact)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in contact.Attributes)
        {
            var target = SnakeCase(rules.Attributes.GetValueOrDefault(name, name));
            if (target.Length == 0)
            {
                findings.Lose(Kind, contact.Key, name, "The rules leave the field out.");
            }
            else if (value.Trim().Length > 0 && !attributes.TryAdd(target, value))
            {
                findings.Lose(Kind, contact.Key, name, $"Another field becomes the custom attribute {target} as well.");
            }
        }

        if (contact.ConsentedAt is { } time && rules.ConsentedAtAttribute is { Length: > 0 } timeAttribute)
        {
            attributes[timeAttribute] = time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        if (Text(contact.ConsentSource) is { } place && rules.ConsentSourceAttribute is { Length: > 0 } placeAttribute)
        {
            attributes[placeAttribute] = place;
        }

        return attributes;
    }

    // The service converts names to snake case as well.
    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name.Trim())
        {
            if (char.IsLetterOrDigit(letter))
            {
                if (char.IsUpper(letter) && text.Length > 0 && char.IsLower(text[^1]))
                {
                    text.Append('_');
                }

                text.Append(char.ToLowerInvariant(letter));
            }
            else if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }
        }

        return text.ToString().TrimEnd('_');
    }

    // A comma would separate two addresses in the filter that finds contacts.
    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && text.Length <= 254
            && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ',' or ';' or '<' or '>');
    }

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
