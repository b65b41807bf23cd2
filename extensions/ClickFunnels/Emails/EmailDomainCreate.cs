using System;
using System.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class EmailDomainCreate
{
    // Labels that are not registered as domains by those who send from them.
    private static readonly string[] Hosts =
    [
        "www",
        "mail",
        "email",
        "e-mail",
        "smtp",
        "send",
        "sender",
        "news",
        "newsletter",
        "marketing",
    ];

    // The second parts of suffixes such as co.uk and com.br.
    private static readonly string[] Suffixes = ["ac", "co", "com", "edu", "gob", "gov", "gv", "ne", "net", "or", "org"];

    /// <inheritdoc />
    protected override string? BrokenRule()
    {
        if (Name is not { } name)
        {
            return null;
        }

        var labels = name.Split('.');
        return Uri.CheckHostName(name) != UriHostNameType.Dns || labels.Length < 2
                ? "name is a domain alone, such as example.com: no scheme, no address and no path. A domain cannot be "
                    + "renamed or removed later."
            : IsSubdomain(labels)
                ? "name is the domain itself, not a subdomain such as www or mail, which the service refuses. A domain "
                    + "cannot be removed later."
            : null;
    }

    private static bool IsSubdomain(string[] labels) =>
        labels.Length > (IsTwoPartSuffix(labels) ? 3 : 2) && Hosts.Contains(labels[0], StringComparer.OrdinalIgnoreCase);

    private static bool IsTwoPartSuffix(string[] labels) =>
        labels[labels.Length - 1].Length == 2 && Suffixes.Contains(labels[labels.Length - 2], StringComparer.OrdinalIgnoreCase);
}
