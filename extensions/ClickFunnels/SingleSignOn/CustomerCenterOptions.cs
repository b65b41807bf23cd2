using System;
using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.SingleSignOn;

/// <summary>Settings of <see cref="CustomerCenterLinks" />.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class CustomerCenterOptions
{
    /// <summary>The JWT secret key from the settings of the customer center. Required. It is never written anywhere.</summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// Host of the workspace, such as <c>acme.myclickfunnels.com</c>. If the workspace has a custom domain, use it with its <c>www.</c>:
    /// the service then refuses links to the default host. Required.
    /// </summary>
    public string? Domain { get; set; }

    /// <summary>Lifetime of a link. The default is one hour.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The clock. The default is the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns the problems of the settings, each with the name of the setting and the fix; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(SecretKey))
        {
            problems.Add("SecretKey is missing: copy the JWT secret key from the customer center's settings.");
        }
        else
        {
            SecretChecks.Check(nameof(SecretKey), SecretKey, problems);
        }

        if (string.IsNullOrWhiteSpace(Domain) || Uri.CheckHostName(Domain) != UriHostNameType.Dns || !IsQualified(Domain!))
        {
            problems.Add("Domain is not a host name: use acme.myclickfunnels.com, or the custom domain with its www.");
        }

        if (Lifetime < TimeSpan.FromSeconds(1) || Lifetime > TimeSpan.FromDays(1))
        {
            problems.Add("Lifetime must be from one second to one day.");
        }

        return problems;
    }

    private static bool IsQualified(string host) => host.IndexOf('.') >= 0 && !host.EndsWith(".", StringComparison.Ordinal);

    internal CustomerCenterOptions Copy() => (CustomerCenterOptions)MemberwiseClone();
}
