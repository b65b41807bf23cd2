using System;
using System.Collections.Generic;

namespace ClickFunnels.SingleSignOn;

/// <summary>Settings of <see cref="CustomerCenterLinks" />.</summary>
public sealed class CustomerCenterOptions
{
    /// <summary>The JWT secret key of the customer center's settings. Needed. It is never written anywhere.</summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// Host of the workspace, such as <c>acme.myclickfunnels.com</c>. With a custom domain, that one with its <c>www.</c>: the
    /// service then refuses links of the default host. Needed.
    /// </summary>
    public string? Domain { get; set; }

    /// <summary>How long a link works. One hour when not set.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The clock; the system's when left out.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns each problem of the settings, with the setting's name and the mend; none when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(SecretKey))
        {
            problems.Add("SecretKey is missing: copy the JWT secret key from the customer center's settings.");
        }

        if (string.IsNullOrWhiteSpace(Domain) || Uri.CheckHostName(Domain) != UriHostNameType.Dns || Domain!.IndexOf('.') < 0)
        {
            problems.Add("Domain is no host name: use acme.myclickfunnels.com, or the custom domain with its www.");
        }

        if (Lifetime < TimeSpan.FromSeconds(1) || Lifetime > TimeSpan.FromDays(1))
        {
            problems.Add("Lifetime must be from one second to one day.");
        }

        return problems;
    }

    internal CustomerCenterOptions Copy() => (CustomerCenterOptions)MemberwiseClone();
}
